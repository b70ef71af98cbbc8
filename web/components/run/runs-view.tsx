"use client";

import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useQueryState } from "nuqs";
import { Button } from "#web/components/ui/button.tsx";
import { ColumnHeading } from "#web/components/ui/column-heading.tsx";
import { Notice } from "#web/components/ui/notice.tsx";
import { ShowMore } from "#web/components/ui/show-more.tsx";
import { runQueries } from "#web/lib/queries/run.ts";
import { runListParams } from "#web/lib/run-params.ts";
import { runStatuses } from "#web/lib/status.ts";
import { RunRow } from "./run-row.tsx";

export function RunsView() {
  const [status, setStatus] = useQueryState("status", runListParams.status.withOptions({ history: "push" }));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useSuspenseInfiniteQuery(runQueries.list(status));
  const runs = data.pages.flatMap(({ items }) => items);

  if (runs.length === 0 && status === null) {
    return (
      <Notice page title="Nothing has run yet">
        <p>A run begins by itself for each file that comes in. Drop footage anywhere on this page.</p>
      </Notice>
    );
  }
  return (
    <div className="px-4 pb-24 sm:px-6">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 pt-4 pb-3">
        <h1 className="font-bold text-title tracking-tight">Runs</h1>
        {status && (
          <p className="text-ink-soft">
            {runStatuses[status].label} only{" "}
            <Button size="sm" look="quiet" onClick={() => void setStatus(null)}>
              Show all
            </Button>
          </p>
        )}
      </div>
      {runs.length === 0 && <p className="text-ink-soft">There is no such run.</p>}
      <table className="w-full table-fixed text-left">
        <thead className="border-line border-b text-ink-faint text-small">
          <tr>
            <ColumnHeading className="w-28">State</ColumnHeading>
            <ColumnHeading>About</ColumnHeading>
            <ColumnHeading className="hidden w-28 md:table-cell">Workflow</ColumnHeading>
            <ColumnHeading right className="w-24">
              Took
            </ColumnHeading>
            <ColumnHeading right className="hidden w-36 sm:table-cell">
              Started
            </ColumnHeading>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.runId} run={run} />
          ))}
        </tbody>
      </table>
      <ShowMore {...{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
    </div>
  );
}
