import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { StudioSkeleton } from "#web/components/studio/studio-skeleton.tsx";
import { StudioView } from "#web/components/studio/studio-view.tsx";
import { cutQueries } from "#web/lib/queries/cut.ts";
import { createQueryClient } from "#web/lib/query-client.ts";

export const metadata: Metadata = { title: "Studio" };

export default function StudioPage() {
  const client = createQueryClient();
  void client.infiniteQuery(cutQueries.list()).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<StudioSkeleton label="Loading the cuts" />}>
        <StudioView />
      </Suspense>
    </HydrationBoundary>
  );
}
