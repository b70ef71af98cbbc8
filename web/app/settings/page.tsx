import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { SettingsSkeleton } from "#web/components/setting/settings-skeleton.tsx";
import { SettingsView } from "#web/components/setting/settings-view.tsx";
import { settingQueries } from "#web/lib/queries/setting.ts";
import { createQueryClient } from "#web/lib/query-client.ts";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage() {
  const client = createQueryClient();
  void client.query(settingQueries.current()).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<SettingsSkeleton />}>
        <SettingsView />
      </Suspense>
    </HydrationBoundary>
  );
}
