import * as functions from "../functions/reembed.ts";
import { corrected, later } from "./definition.ts";
import { failure, incomplete, numbered, summed, type TaskArgs, task } from "./task.ts";

const { choice, map } = sst.aws.StepFunctions;

/** Batches that are filled at the same time: each embeds up to 64 texts at once, and a model has its limits. */
const FILLED_AT_ONCE = 2;
const VERIFIED_AT_ONCE = 4;

const step = (name: string, fn: sst.aws.Function, args: TaskArgs) => task(name, fn, { ...args, about: "everything" });

const failed = failure(functions.fail, { about: "everything" });

const scan = step("Scan", functions.scan, { timeout: "16 minutes" }).catch(failed);

const ofBatch = (name: string) => ({ step: numbered(name), range: "{% $states.input %}" });

const fill = map({
  name: "FillAll",
  items: "{% $states.input.ranges %}",
  maxConcurrency: FILLED_AT_ONCE,
  processor: step("Fill", functions.fill, { timeout: "16 minutes", payload: ofBatch("Fill") }),
  // What could not be filled is told by Verify, which tries once more.
  output: "{% $states.input %}",
}).catch(failed);

/** Ranges have no end: what came since Scan is in the last of them. */
const verify = map({
  name: "VerifyAll",
  items: "{% $states.input.ranges %}",
  maxConcurrency: VERIFIED_AT_ONCE,
  processor: step("Verify", functions.verify, { timeout: "16 minutes", payload: ofBatch("Verify") }),
  output: `{% ${summed("assets", "scenes", "broken")} %}`,
}).catch(failed);

/** An index serves when all is in it, not before. */
const notAll = incomplete("embedded");

const switchOver = step("Switch", functions.switchOver, {
  timeout: "2 minutes",
  output: "{% $merge([$states.input, $states.result.Payload]) %}",
}).catch(failed);

const finish = step("Finish", functions.finish, {
  timeout: "2 minutes",
  payload: { reembedded: "{% $states.input %}" },
}).catch(failed);

notAll.next(failed);
scan
  .next(fill)
  .next(verify)
  .next(choice({ name: "IsWhole" }))
  .when("{% $states.input.broken = 0 %}", switchOver)
  .otherwise(notAll);
switchOver.next(finish);

/** All scenes of a workspace embedded anew, into another index, which then serves. Searches go on. */
export const reembed = new sst.aws.StepFunctions("Reembed", { definition: scan, transform: later(corrected()) });
