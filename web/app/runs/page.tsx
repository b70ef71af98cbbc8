import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { RunsSkeleton } from "#web/components/run/runs-skeleton.tsx";
import { RunsView } from "#web/components/run/runs-view.tsx";
import { runQueries } from "#web/lib/queries/run.ts";
import { createQueryClient } from "#web/lib/query-client.ts";

export const metadata: Metadata = { title: "Runs" };

export default function RunsPage() {
  const client = createQueryClient();
  void client.infiniteQuery(runQueries.list()).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<RunsSkeleton />}>
        <RunsView />
      </Suspense>
    </HydrationBoundary>
  );
}
