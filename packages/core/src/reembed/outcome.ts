import * as z from "zod";
import { fn } from "../fn.ts";
import { end } from "../run/end.ts";
import { failureOf, type RunFailure } from "../run/failure.ts";
import { RunId } from "../run/run.schema.ts";
import * as Run from "../run/run.ts";
import { StateError } from "../run/state-error.ts";
import { release } from "./reembed.ts";
import { Reembedded } from "./reembedded.schema.ts";

export const ReembedEnd = z.object({ runId: RunId, reembedded: Reembedded });
export const ReembedFailure = z.object({ runId: RunId, error: StateError });

/** Notes what a Reembed did. May run again after it was cut off at any line. */
export const finish = fn(ReembedEnd, async ({ runId, reembedded }) => {
  await Run.describe(runId, { reembedded });
  await end(runId, { status: "succeeded" });
  return reembedded;
});

/** Notes why a Reembed could not be done. The index that serves goes on; the new one keeps what it has for the next run. */
export const fail = fn(ReembedFailure, async ({ runId, error }) => {
  const failure = await failureOf({ runId }, error);
  await giveUp(runId, failure);
  return failure.reason;
});

/** Notes that a Reembed ends without having done its work; another one may go on where it stopped. */
export async function giveUp(runId: string, failure: RunFailure): Promise<void> {
  await release(runId);
  await end(runId, { status: "failed", ...failure });
}
