import * as z from "zod";
import { fn } from "../fn.ts";
import { end } from "../run/end.ts";
import { failureOf } from "../run/failure.ts";
import { RunId } from "../run/run.schema.ts";
import * as Run from "../run/run.ts";
import { StateError } from "../run/state-error.ts";
import { Rebuilt } from "./rebuilt.schema.ts";

export const RebuildEnd = z.object({ runId: RunId, rebuilt: Rebuilt });
export const RebuildFailure = z.object({ runId: RunId, error: StateError });

/** Notes what a rebuild did. May run again after it was cut off at any line. */
export const finish = fn(RebuildEnd, async ({ runId, rebuilt }) => {
  await Run.describe(runId, { rebuilt });
  await end(runId, { status: "succeeded" });
  return rebuilt;
});

/** Notes why a rebuild could not be done. What was restored stays, and nothing was removed. */
export const fail = fn(RebuildFailure, async ({ runId, error }) => {
  const failure = await failureOf({ runId }, error);
  await end(runId, { status: "failed", ...failure });
  return failure.reason;
});
