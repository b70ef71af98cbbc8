import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { RunsView } from "#web/components/run/runs-view.tsx";
import { ListSkeleton } from "#web/components/ui/list-skeleton.tsx";
import { runQueries } from "#web/lib/queries/run.ts";
import { createQueryClient } from "#web/lib/query-client.ts";
import { loadRunListParams } from "#web/lib/run-params.ts";

export const metadata: Metadata = { title: "Runs" };

interface Props {
  readonly searchParams: Promise<SearchParams>;
}

export default async function RunsPage({ searchParams }: Props) {
  const { status } = await loadRunListParams(searchParams);
  const client = createQueryClient();
  void client.infiniteQuery(runQueries.list(status)).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<ListSkeleton label="Loading the runs" />}>
        <RunsView />
      </Suspense>
    </HydrationBoundary>
  );
}
