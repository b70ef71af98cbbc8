import type { Reason } from "../reason.ts";
import { redrivesAt } from "./attempt-number.ts";
import type { AttemptRow } from "./run.schema.ts";
import * as Run from "./run.ts";
import { type StateError, wordOf } from "./state-error.ts";
import * as Step from "./step.ts";

/** Why a run failed, and which step ended it, when one did. */
export interface RunFailure {
  readonly reason: Reason;
  readonly failedStep?: string | undefined;
}

/**
 * Why a run failed. What a step said itself is best; a step that was cut off said nothing, and the state machine's own word
 * for it is all there is: then that step is closed with it.
 */
export async function failureOf(of: { assetId?: string; runId: string }, error: StateError): Promise<RunFailure> {
  const attempts = await sinceRedrive(of.runId);
  const open = attempts.filter(({ status, step }) => status === "running" && step !== "Fail");
  const told = lastTold(attempts);
  const reason = told?.error ?? wordOf(error, open.at(-1)?.step);
  await Promise.all(open.map((attempt) => Step.end(attempt, reason)));
  return { reason, failedStep: told?.step ?? open.at(-1)?.step };
}

/** What failed before the run was taken up again is no reason for how it ends now. */
async function sinceRedrive(runId: string): Promise<AttemptRow[]> {
  const [run, attempts] = await Promise.all([Run.find(runId), Run.attemptsOf(runId)]);
  return attempts.filter(({ attempt }) => redrivesAt(attempt) >= (run?.redrives ?? 0));
}

/** Of the attempts that ended in an error, the one that ended last. */
function lastTold(attempts: readonly AttemptRow[]): AttemptRow | undefined {
  const ended = attempts.filter(({ endedAt }) => endedAt !== undefined);
  return ended.toSorted((a, b) => String(a.endedAt).localeCompare(String(b.endedAt))).findLast(({ error }) => error);
}
