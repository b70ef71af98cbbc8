"use client";

import { useQuery } from "@tanstack/react-query";
import type { Run } from "@videoflow/client/schema";
import { Unread } from "#web/components/ui/unread.tsx";
import { runQueries } from "#web/lib/queries/run.ts";
import { useNow } from "#web/lib/use-now.ts";
import { StepRow } from "./step-row.tsx";

/** A run's steps, as they happen. */
export function RunSteps({ runId }: { readonly runId: string }) {
  const { data: run, error, refetch } = useQuery(runQueries.detail(runId));
  if (run) return <StepTimeline run={run} />;
  if (!error) return <StepsSkeleton />;
  return <Unread {...{ error, refetch }} />;
}

interface TimelineProps {
  readonly run: Run;
  /** Name of the step that is looked at, and how to look at another; without, the steps cannot be chosen. */
  readonly open?: string | null;
  readonly onOpen?: (step: string) => void;
}

/** Steps one under the other, on one scale of time: what ran side by side is seen to. */
export function StepTimeline({ run, open = null, onOpen }: TimelineProps) {
  const now = useNow();
  const startedAt = Date.parse(run.startedAt);
  const endedAt = run.endedAt ? Date.parse(run.endedAt) : now;
  const lengthMs = Math.max(endedAt - startedAt, 1);

  if (run.steps.length === 0) return <p className="py-1 text-ink-soft">No step has begun yet.</p>;
  return (
    <ol suppressHydrationWarning>
      {run.steps.map((step) => (
        <StepRow
          key={step.name}
          step={step}
          startedAt={startedAt}
          lengthMs={lengthMs}
          now={now}
          isOpen={step.name === open}
          {...(onOpen && { onOpen: () => onOpen(step.name) })}
        />
      ))}
    </ol>
  );
}

function StepsSkeleton() {
  return (
    <div role="status" aria-label="Loading the steps" className="breathe space-y-2 py-1">
      <div className="h-4 w-1/2 rounded-sm bg-hover" />
      <div className="h-4 w-2/3 rounded-sm bg-hover" />
      <div className="h-4 w-1/3 rounded-sm bg-hover" />
    </div>
  );
}
