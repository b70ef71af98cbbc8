import type { Step } from "@videoflow/client/schema";
import { clsx } from "clsx";
import { formatElapsed } from "#web/lib/format.ts";

interface Props {
  readonly attempt: Step["attempts"][number];
  readonly startedAt: number;
  readonly lengthMs: number;
  readonly now: number;
}

const colours = { running: "bg-accent breathe", succeeded: "bg-line-strong", failed: "bg-failed" } as const;

/** One attempt in the time of its run. However short it was, it is to be seen. */
export function StepBar({ attempt, startedAt, lengthMs, now }: Props) {
  const from = Date.parse(attempt.startedAt);
  const to = attempt.endedAt ? Date.parse(attempt.endedAt) : Math.max(now, from);
  const left = Math.min(Math.max(((from - startedAt) / lengthMs) * 100, 0), 100);
  const width = Math.min(((to - from) / lengthMs) * 100, 100 - left);
  return (
    <i
      title={`Attempt ${attempt.attempt}: ${formatElapsed(to - from)}`}
      className={clsx("absolute inset-y-0 min-w-[3px] rounded-[2px]", colours[attempt.status])}
      style={{ left: `min(${left}%, 100% - 3px)`, width: `${width}%` }}
    />
  );
}
