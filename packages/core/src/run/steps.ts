import { billOf } from "../cost/bill.ts";
import { sumOf } from "../cost/meter.ts";
import type { AttemptRow, Step, Timed } from "./run.schema.ts";

/** Puts attempts together to steps, in the order in which the steps began. */
export function stepsOf(attempts: readonly AttemptRow[]): Step[] {
  const byStep = Map.groupBy(attempts, ({ step }) => step);
  return [...byStep]
    .flatMap(([name, rows]) => {
      const tries = rows
        .toSorted((a, b) => a.attempt - b.attempt)
        // People count on where a redrive began anew.
        .map(({ workspaceId, runId, step, ...attempt }, index) => ({ ...attempt, attempt: index + 1 }));
      const last = tries.at(-1);
      if (!last) return [];
      const { attempt: _, usage: __, ...latest } = last;
      const { nanoUsd } = billOf(sumOf(...tries.map(({ usage }) => usage)));
      return [{ name, ...latest, attempts: tries, nanoUsd }];
    })
    .toSorted((a, b) => startOf(a).localeCompare(startOf(b)));
}

/** Time of every finished step by its name, all its attempts together, in the order in which the steps began. */
export function timingsOf(attempts: readonly Timed[]): Record<string, number> {
  const inOrder = attempts.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
  const finished = [...Map.groupBy(inOrder, ({ step }) => step)].filter(
    ([, tries]) => tries.toSorted((a, b) => a.attempt - b.attempt).at(-1)?.status !== "running",
  );
  return Object.fromEntries(
    finished.map(([step, tries]) => [step, tries.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0)]),
  );
}

const startOf = (step: Step): string => step.attempts[0]?.startedAt ?? step.startedAt;
