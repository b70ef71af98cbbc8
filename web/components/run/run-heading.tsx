import type { Run } from "@videoflow/client/schema";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { Age } from "#web/components/ui/age.tsx";
import { buttonClass } from "#web/components/ui/button.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatElapsed, formatUsd } from "#web/lib/format.ts";
import { runSubject, runSubjectHref } from "#web/lib/run-subject.ts";
import { runStatusOf } from "#web/lib/status.ts";
import { RunActions } from "./run-actions.tsx";

export function RunHeading({ run }: { readonly run: Run }) {
  const { runId, workflow, startedAt, durationMs, percent, reason, redrives = 0 } = run;
  const href = runSubjectHref(run);
  return (
    <header className="flex flex-wrap items-start gap-3 pt-3 pb-5">
      <Link href="/runs" aria-label="Back to the runs" className={buttonClass({ look: "quiet", size: "icon" })}>
        <ArrowLeft aria-hidden />
      </Link>
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="break-words font-bold text-title tracking-tight">
          {workflow} of{" "}
          {href ? (
            <Link href={href} className="underline decoration-line-strong underline-offset-4 hover:decoration-current">
              {runSubject(run)}
            </Link>
          ) : (
            runSubject(run)
          )}
        </h1>
        <p className="mt-0.5 flex flex-wrap gap-x-4 text-ink-soft">
          <StatusMark {...runStatusOf(run)} />
          {percent !== undefined && <span>{percent}%</span>}
          {durationMs !== undefined && <span>{formatElapsed(durationMs)}</span>}
          <Age at={startedAt} />
          <span>{formatUsd(run.bill.nanoUsd)}</span>
          {redrives > 0 && <span>redriven {redrives === 1 ? "once" : `${redrives} times`}</span>}
          <span className="break-all font-mono text-ink-faint text-small">{runId}</span>
        </p>
        {reason && (
          <p className="mt-2 max-w-prose break-words">
            {reason.message} <code className="font-mono text-ink-faint text-small">{reason.code}</code>
          </p>
        )}
      </div>
      <RunActions run={run} />
    </header>
  );
}
