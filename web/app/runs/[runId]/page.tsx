import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { RunView } from "#web/components/run/run-view.tsx";
import { ListSkeleton } from "#web/components/ui/list-skeleton.tsx";
import { runQueries } from "#web/lib/queries/run.ts";
import { createQueryClient } from "#web/lib/query-client.ts";

export const metadata: Metadata = { title: "Run" };

interface Props {
  readonly params: Promise<{ readonly runId: string }>;
}

export default async function RunPage({ params }: Props) {
  const { runId } = await params;
  const client = createQueryClient();
  void client.query(runQueries.detail(runId)).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Suspense fallback={<ListSkeleton label="Loading the runs" />}>
        <RunView runId={runId} />
      </Suspense>
    </HydrationBoundary>
  );
}
