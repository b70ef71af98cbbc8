import * as functions from "../functions/render.ts";
import { renderer } from "../render-task.ts";
import { corrected } from "./definition.ts";
import { contained, failure, numbered, type TaskArgs, task } from "./task.ts";

const { choice, map, parallel } = sst.aws.StepFunctions;

const step = (name: string, fn: sst.aws.Function, args: TaskArgs) => task(name, fn, { ...args, about: "cut" });

const failed = failure(functions.fail, { about: "cut" });

const plan = step("Plan", functions.plan, { timeout: "6 minutes" }).catch(failed);

/** Each unit is a step of its own, called by its number in the plan, and done where the plan says. */
const ofUnit = (name: string) => ({
  unit: "{% $states.input.unit %}",
  step: `{% '${name}.' & $string($states.input.unit) %}`,
});
const unit = choice({ name: "Where" });
unit
  .when(
    "{% $states.input.place = 'fargate' %}",
    contained("LongUnit", renderer, { about: "cut", timeout: "1 day", payload: ofUnit("LongUnit") }),
  )
  .otherwise(step("Unit", functions.unit, { timeout: "16 minutes", payload: ofUnit("Unit") }));

/** What is joined lies in the bucket; which formats there are is still to be told. */
const made = parallel({ name: "Make", output: "{% $states.input %}" })
  .branch(
    map({ name: "EachUnit", items: "{% $states.input.units %}", maxConcurrency: 10, processor: unit, output: {} }),
  )
  .branch(step("Sound", functions.sound, { timeout: "16 minutes" }))
  .catch(failed);

/** One format: its number in the map is part of the step's name. */
const ofFormat = (name: string) => ({ format: "{% $states.input %}", step: numbered(name) });

const assembled = map({
  name: "EachFormat",
  items: "{% $states.input.formats %}",
  processor: step("Assemble", functions.assemble, { timeout: "16 minutes", payload: ofFormat("Assemble") }),
  output: "{% $states.input %}",
}).catch(failed);

const verified = map({
  name: "EachDeliverable",
  items: "{% $states.input.formats %}",
  processor: step("Verify", functions.verify, { timeout: "16 minutes", payload: ofFormat("Verify") }),
  output: "{% {'deliverables': $reduce($states.result, $append)} %}",
}).catch(failed);

const passedOn = { deliverables: "{% $states.input.deliverables %}" };
const publish = step("Publish", functions.publish, { timeout: "6 minutes", payload: passedOn }).catch(failed);
const finish = step("Finish", functions.finish, { timeout: "2 minutes", payload: passedOn }).catch(failed);

plan.next(made).next(assembled).next(verified).next(publish).next(finish);

/**
 * From a spec that passed the gates to deliverables that were verified. What lies in the bucket is not made again: a run that goes on
 * after it was cut off, and a revision that changes little, take what is there.
 */
export const render = new sst.aws.StepFunctions("Render", {
  definition: plan,
  transform: corrected({ LongUnit: 300 }),
});
