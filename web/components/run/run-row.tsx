"use client";

import type { RunSummary } from "@videoflow/client/schema";
import Link from "next/link";
import { Age } from "#web/components/ui/age.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatElapsed } from "#web/lib/format.ts";
import { runSubject } from "#web/lib/run-subject.ts";
import { runStatusOf } from "#web/lib/status.ts";
import { useNow } from "#web/lib/use-now.ts";

export function RunRow({ run }: { readonly run: RunSummary }) {
  const { runId, workflow, startedAt, durationMs, percent, reason } = run;
  const now = useNow();
  return (
    <tr className="relative border-line border-b hover:bg-hover">
      <td className="py-1.5 align-top">
        <StatusMark {...runStatusOf(run)} />
      </td>
      <td className="truncate py-1.5 pr-4" title={runSubject(run)}>
        {/* The link's field is the whole row. */}
        <Link href={`/runs/${runId}`} prefetch={false} className="after:absolute after:inset-0">
          {runSubject(run)}
        </Link>
        {reason && (
          <span className="block truncate text-ink-soft text-small sm:ml-3 sm:inline sm:text-body">
            {reason.message}
          </span>
        )}
      </td>
      <td className="hidden py-1.5 text-ink-soft md:table-cell">{workflow}</td>
      <td className="py-1.5 text-right align-top" suppressHydrationWarning>
        {percent !== undefined && <span className="pr-3 text-ink-faint">{percent}%</span>}
        {formatElapsed(durationMs ?? Math.max(now - Date.parse(startedAt), 0))}
      </td>
      <td className="hidden whitespace-nowrap py-1.5 text-right text-ink-faint sm:table-cell">
        <Age at={startedAt} />
      </td>
    </tr>
  );
}
