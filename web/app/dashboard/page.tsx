import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { DashboardSkeleton } from "#web/components/dashboard/dashboard-skeleton.tsx";
import { DashboardView } from "#web/components/dashboard/dashboard-view.tsx";
import { healthQueries } from "#web/lib/queries/health.ts";
import { createQueryClient } from "#web/lib/query-client.ts";

export const metadata: Metadata = { title: "Dashboard" };

export default function DashboardPage() {
  const client = createQueryClient();
  void client.query(healthQueries.pipeline()).catch(noop);
  void client.query(healthQueries.problems()).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<DashboardSkeleton />}>
        <DashboardView />
      </Suspense>
    </HydrationBoundary>
  );
}
