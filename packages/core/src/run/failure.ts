import type { Reason } from "../reason.ts";
import type { AttemptRow } from "./run.schema.ts";
import * as Run from "./run.ts";
import { type StateError, wordOf } from "./state-error.ts";
import * as Step from "./step.ts";

/**
 * Why a run failed. What a step said itself is best; a step that was cut off said nothing, and the state machine's own word
 * for it is all there is: then that step is closed with it.
 */
export async function failureOf(of: { assetId?: string; runId: string }, error: StateError): Promise<Reason> {
  const attempts = await Run.attemptsOf(of.runId);
  const open = attempts.filter(({ status, step }) => status === "running" && step !== "Fail");
  const told = lastTold(attempts);
  const reason = told ?? wordOf(error, open.at(-1)?.step);
  await Promise.all(open.map((attempt) => Step.end(attempt, reason)));
  return reason;
}

/** The error of the step that ended last, if it ended in one. */
function lastTold(attempts: readonly AttemptRow[]): Reason | undefined {
  const ended = attempts.filter(({ endedAt }) => endedAt !== undefined);
  return ended.toSorted((a, b) => String(a.endedAt).localeCompare(String(b.endedAt))).findLast(({ error }) => error)
    ?.error;
}
