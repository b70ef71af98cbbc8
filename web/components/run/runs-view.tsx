"use client";

import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { Button } from "#web/components/ui/button.tsx";
import { Notice } from "#web/components/ui/notice.tsx";
import { runQueries } from "#web/lib/queries/run.ts";
import { RunRow } from "./run-row.tsx";

export function RunsView() {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(runQueries.list());
  const runs = data.pages.flatMap(({ items }) => items);

  if (runs.length === 0) {
    return (
      <Notice page title="Nothing has run yet">
        <p>A run begins by itself for each file that comes in. Drop footage anywhere on this page.</p>
      </Notice>
    );
  }
  return (
    <div className="px-4 pb-24 sm:px-6">
      <h1 className="pt-4 pb-3 font-bold text-title tracking-tight">Runs</h1>
      <table className="w-full table-fixed text-left">
        <thead className="border-line border-b text-ink-faint text-small">
          <tr>
            <th scope="col" className="w-28 py-1.5 font-normal">
              State
            </th>
            <th scope="col" className="py-1.5 font-normal">
              Asset
            </th>
            <th scope="col" className="hidden w-28 py-1.5 font-normal md:table-cell">
              Workflow
            </th>
            <th scope="col" className="w-24 py-1.5 text-right font-normal">
              Took
            </th>
            <th scope="col" className="hidden w-36 py-1.5 text-right font-normal sm:table-cell">
              Started
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.runId} run={run} />
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <div className="flex justify-center py-6">
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? "Loading more" : "Show more"}
          </Button>
        </div>
      )}
    </div>
  );
}
