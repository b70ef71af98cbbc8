"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { RunSummary } from "@videoflow/client/schema";
import Link from "next/link";
import { Section } from "#web/components/ui/section.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatElapsed } from "#web/lib/format.ts";
import { runQueries } from "#web/lib/queries/run.ts";
import { runSubject } from "#web/lib/run-subject.ts";
import { runStatusOf } from "#web/lib/status.ts";
import { useNow } from "#web/lib/use-now.ts";

const SHOWN = 8;

/** The runs that have begun last, with those that go on. */
export function LiveRuns() {
  const { data, error } = useInfiniteQuery(runQueries.list());
  const runs = data?.pages[0]?.items ?? [];
  const sorted = runs.toSorted((a, b) => Number(b.status === "running") - Number(a.status === "running"));
  return (
    <Section
      title="Runs"
      aside={
        <Link href="/runs" className="text-ink-soft text-small hover:text-ink">
          All runs
        </Link>
      }
    >
      {error && !data && <p className="text-failed">{error.message}</p>}
      {data && runs.length === 0 && <p className="text-ink-soft">Nothing has run yet.</p>}
      {!data && !error && (
        <div role="status" aria-label="Loading the runs" className="breathe h-24 rounded-sm bg-hover" />
      )}
      <ul>
        {sorted.slice(0, SHOWN).map((run) => (
          <LiveRun key={run.runId} run={run} />
        ))}
      </ul>
    </Section>
  );
}

function LiveRun({ run }: { readonly run: RunSummary }) {
  const { runId, workflow, startedAt, durationMs, percent } = run;
  const now = useNow();
  return (
    <li className="relative flex items-baseline gap-3 border-line border-b py-1.5 last:border-b-0 hover:bg-hover">
      <StatusMark {...runStatusOf(run)} quiet />
      <Link href={`/runs/${runId}`} prefetch={false} className="min-w-0 flex-1 truncate after:absolute after:inset-0">
        {workflow} <span className="text-ink-soft">{runSubject(run)}</span>
      </Link>
      <span className="whitespace-nowrap text-ink-faint" suppressHydrationWarning>
        {percent !== undefined && <span className="pr-3 text-ink-soft">{percent}%</span>}
        {formatElapsed(durationMs ?? Math.max(now - Date.parse(startedAt), 0))}
      </span>
    </li>
  );
}
