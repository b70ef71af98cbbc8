import * as z from "zod";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import type { StepDetail } from "./graph.schema.ts";
import { exchangesOf } from "./history.ts";
import { type AttemptRow, RunId } from "./run.schema.ts";
import * as Runs from "./run.ts";
import { stepsOf } from "./steps.ts";
import { usualOf, withUsual } from "./usual.ts";
import { executionOf } from "./workflow.ts";

export const StepOfRun = z.object({ runId: RunId, step: z.string().min(1).max(100) });

/** The tries at a step of a run, oldest first. Throws `not_found` for a step to which the run has not come. */
export async function triesAt({ runId, step }: z.output<typeof StepOfRun>): Promise<AttemptRow[]> {
  const tries = (await Runs.attemptsOf(runId)).filter((row) => row.step === step);
  if (tries.length === 0) throw new AppError("not_found", `Run ${runId} has not come to a step ${step}`);
  return tries.toSorted((a, b) => a.attempt - b.attempt);
}

/** A step of a run with all its tries: what each was given and returned, and how long it took. */
export const stepDetail = fn(StepOfRun, async ({ runId, step }): Promise<StepDetail> => {
  const run = await Runs.row(runId);
  const rows = await triesAt({ runId, step });
  const [exchanges, usual] = await Promise.all([exchangesOf(executionOf(run), step), usualOf(run)]);
  const [detail] = withUsual(stepsOf(rows), usual);
  if (!detail) throw new AppError("internal", `Step ${step} of run ${runId} has no attempt`);
  const attempts = detail.attempts.map((attempt, index) => ({
    ...attempt,
    ...exchanges.get(rows[index]?.attempt ?? 0),
  }));
  return { ...detail, attempts };
});
