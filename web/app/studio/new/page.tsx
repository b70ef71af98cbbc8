import type { Metadata } from "next";
import { Suspense } from "react";
import { StudioSkeleton } from "#web/components/studio/studio-skeleton.tsx";
import { WizardView } from "#web/components/studio/wizard-view.tsx";

export const metadata: Metadata = { title: "New cut" };

export default function NewCutPage() {
  return (
    <Suspense fallback={<StudioSkeleton label="Loading the wizard" />}>
      <WizardView />
    </Suspense>
  );
}
