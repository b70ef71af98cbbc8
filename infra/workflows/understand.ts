import { check, measure, ranges } from "../functions/check.ts";
import { embed } from "../functions/embed.ts";
import { captions, hear } from "../functions/hear.ts";
import { gather, sample, see, shots } from "../functions/see.ts";
import * as functions from "../functions/understand.ts";
import { corrected, later } from "./definition.ts";
import { derived } from "./derive.ts";
import { failure, order, type TaskArgs, task } from "./task.ts";

/** Every step is told from which step on all is to be made again; null in a first run. */
const told = { from: "{% $states.context.Execution.Input.from %}" };
const step = (name: string, fn: sst.aws.Function, { payload, ...args }: TaskArgs) =>
  task(name, fn, { ...args, payload: { ...told, ...payload } });

/** Transcribe tells nothing until it has come to its end. */
const heard = order("Hear", hear, { timeout: "1 day", payload: told }).next(
  step("Captions", captions, { timeout: "6 minutes" }),
);

/** Batches of frames are looked at side by side; each is a step of its own, called by its number. */
const batch = step("See", see, {
  timeout: "16 minutes",
  payload: {
    ...{ frames: "{% $states.input %}", step: "{% 'See.' & $string($states.input.batch) %}" },
    parts: "{% $states.input.of %}",
  },
});
const seen = step("Shots", shots, { timeout: "16 minutes" })
  .next(step("Sample", sample, { timeout: "16 minutes" }))
  .next(
    sst.aws.StepFunctions.map({
      name: "EachBatch",
      items: "{% $states.input.batches %}",
      maxConcurrency: 20,
      processor: batch,
      // What was seen lies in the bucket; of ten hours it would be too much for a state.
      output: {},
    }),
  )
  .next(step("Gather", gather, { timeout: "6 minutes" }));

/** Ranges of footage are measured side by side, and judged as one. */
const range = step("Measure", measure, {
  timeout: "16 minutes",
  payload: {
    ...{ range: "{% $states.input %}", step: "{% 'Measure.' & $string($states.input.range) %}" },
    parts: "{% $states.input.of %}",
  },
});
const checked = step("Ranges", ranges, { timeout: "2 minutes" })
  .next(
    sst.aws.StepFunctions.map({
      name: "EachRange",
      items: "{% $states.input.ranges %}",
      maxConcurrency: 10,
      processor: range,
      output: {},
    }),
  )
  .next(step("Check", check, { timeout: "6 minutes" }));

const failed = failure(functions.fail);
const perceive = sst.aws.StepFunctions.parallel({ name: "Perceive", output: {} })
  .branch(heard)
  .branch(seen)
  .branch(checked)
  .catch(failed);
const scenes = step("Scenes", functions.scenes, { timeout: "6 minutes" }).catch(failed);
const brief = step("Brief", functions.brief, { timeout: "16 minutes" }).catch(failed);
const embedded = step("Embed", embed, { timeout: "6 minutes" }).catch(failed);
const index = step("Index", functions.index, { timeout: "6 minutes" }).catch(failed);
const finish = task("Finish", functions.finish, { timeout: "2 minutes" }).catch(failed);

/** A proxy that proved broken, or that another version of its job would make better, is made again before it is looked at. */
const again = derived().catch(failed);
const begin = sst.aws.StepFunctions.choice({ name: "IsDerivedAgain" }).when(
  "{% $states.context.Execution.Input.from = 'Derive' %}",
  again,
);
/** Choices are asked in their order. */
const straight = { from: "IsDerivedAgain", when: "{% true %}", to: "Perceive" } as const;

again.next(perceive);
perceive.next(scenes).next(brief).next(embedded).next(index).next(finish);

/** From an asset that is ready to one whose moments are found: heard, seen, checked, described, indexed. */
export const understand = new sst.aws.StepFunctions("Understand", {
  definition: begin,
  transform: later(corrected({}, [straight])),
});
