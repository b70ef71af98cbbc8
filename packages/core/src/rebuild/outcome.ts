import { z } from "zod";
import { fn } from "../fn.ts";
import { failureOf } from "../run/failure.ts";
import { RunId } from "../run/run.schema.ts";
import * as Run from "../run/run.ts";
import { StateError } from "../run/state-error.ts";
import { tellEnd } from "../run/tell-end.ts";
import { Rebuilt } from "./rebuilt.schema.ts";

export const RebuildEnd = z.object({ runId: RunId, rebuilt: Rebuilt });
export const RebuildFailure = z.object({ runId: RunId, error: StateError });

/** Notes what a rebuild did. May run again after it was cut off at any line. */
export const finish = fn(RebuildEnd, async ({ runId, rebuilt }) => {
  await Run.describe(runId, { rebuilt });
  await Run.end(runId, "succeeded");
  await tellEnd(runId);
  return rebuilt;
});

/** Notes why a rebuild could not be done. What was restored stays, and nothing was removed. */
export const fail = fn(RebuildFailure, async ({ runId, error }) => {
  const reason = await failureOf({ runId }, error);
  await Run.end(runId, "failed", reason);
  await tellEnd(runId);
  return reason;
});
