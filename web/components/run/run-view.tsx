"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { Age } from "#web/components/ui/age.tsx";
import { buttonClass } from "#web/components/ui/button.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatElapsed } from "#web/lib/format.ts";
import { runQueries } from "#web/lib/queries/run.ts";
import { runStatuses } from "#web/lib/status.ts";
import { StepTimeline } from "./run-steps.tsx";

export function RunView({ runId }: { readonly runId: string }) {
  const { data: run } = useSuspenseQuery(runQueries.detail(runId));
  const { status, workflow, startedAt, durationMs, reason } = run;
  return (
    <article className="max-w-5xl px-4 pb-24 sm:px-6">
      <header className="flex items-start gap-3 pt-3 pb-5">
        <Link href="/runs" aria-label="Back to the runs" className={buttonClass({ look: "quiet", size: "icon" })}>
          <ArrowLeft aria-hidden />
        </Link>
        <div className="min-w-0">
          <h1 className="break-words font-bold text-title tracking-tight">
            {workflow} of{" "}
            {run.assetId ? (
              <Link
                href={`/assets/${run.assetId}`}
                className="underline decoration-line-strong underline-offset-4 hover:decoration-current"
              >
                {run.assetName ?? run.assetId}
              </Link>
            ) : (
              "everything"
            )}
          </h1>
          <p className="mt-0.5 flex flex-wrap gap-x-4 text-ink-soft">
            <StatusMark {...runStatuses[status]} />
            {durationMs !== undefined && <span>{formatElapsed(durationMs)}</span>}
            <Age at={startedAt} />
            <span className="font-mono text-ink-faint text-small">{runId}</span>
          </p>
          {reason && (
            <p className="mt-2 max-w-prose">
              {reason.message} <code className="font-mono text-ink-faint text-small">{reason.code}</code>
            </p>
          )}
        </div>
      </header>
      <Section title="Steps">
        <StepTimeline run={run} />
      </Section>
    </article>
  );
}
