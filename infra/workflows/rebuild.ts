import * as functions from "../functions/operate.ts";
import { corrected } from "./definition.ts";
import { failure, incomplete, numbered, summed, type TaskArgs, task } from "./task.ts";

const { choice, map } = sst.aws.StepFunctions;

/** Batches that are restored at the same time, and parts of the table that are swept at the same time. */
const RESTORED_AT_ONCE = 4;
const SWEPT_AT_ONCE = 4;
const SWEPT_PARTS = 4;

const step = (name: string, fn: sst.aws.Function, args: TaskArgs) => task(name, fn, { ...args, about: "everything" });

const failed = failure(functions.fail, { about: "everything" });

const scan = step("Scan", functions.scan, { timeout: "16 minutes" }).catch(failed);

const restore = map({
  name: "RestoreAll",
  items: "{% $states.input.ranges %}",
  maxConcurrency: RESTORED_AT_ONCE,
  processor: step("Restore", functions.restore, {
    timeout: "16 minutes",
    payload: { step: numbered("Restore"), range: "{% $states.input %}" },
  }),
  output: `{% ${summed("restored", "unchanged", "kept", "runs", "resumed", "broken")} %}`,
}).catch(failed);

/** Nothing is taken away while there is something that could not be read. */
const notAll = incomplete("restored");

const sweep = map({
  name: "SweepAll",
  items: Array.from({ length: SWEPT_PARTS }, (_, segment) => ({ segment, segments: SWEPT_PARTS })),
  maxConcurrency: SWEPT_AT_ONCE,
  processor: step("Sweep", functions.sweep, {
    timeout: "16 minutes",
    payload: { step: numbered("Sweep"), part: "{% $states.input %}" },
  }),
  output: `{% $merge([$states.input, {'removed': $sum($states.result.removed)}]) %}`,
}).catch(failed);

const resume = step("Resume", functions.resume, {
  timeout: "16 minutes",
  output: "{% $merge([$states.input, {'resumed': $states.input.resumed + $states.result.Payload.resumed}]) %}",
}).catch(failed);

const finish = step("Finish", functions.finish, {
  timeout: "2 minutes",
  payload: { rebuilt: "{% $states.input %}" },
}).catch(failed);

notAll.next(failed);
scan
  .next(restore)
  .next(choice({ name: "IsWhole" }))
  .when("{% $states.input.broken = 0 %}", sweep)
  .otherwise(notAll);
sweep.next(resume).next(finish);

/** Table and index as the buckets say. Nothing is taken away before all is there. */
export const rebuild = new sst.aws.StepFunctions("Rebuild", { definition: scan, transform: corrected() });
