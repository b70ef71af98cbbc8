import * as functions from "../functions/compose.ts";
import { corrected } from "./definition.ts";
import { failure, type TaskArgs, task } from "./task.ts";

const { choice, parallel } = sst.aws.StepFunctions;

/** Steps hand on what is said here, and no more: the proposals lie in the bucket. */
const ON = "{% $states.input %}";

/** Which round it is. In later ones a step is called by its number as well: what it did before is not written over. */
const inRound = (name: string) => ({
  round: "{% $states.input.round %}",
  step: `{% $states.input.round = 1 ? '${name}' : '${name}.' & $string($states.input.round) %}`,
});

const step = (name: string, fn: sst.aws.Function, args: Partial<TaskArgs> = {}) =>
  task(name, fn, { timeout: "2 minutes", about: "cut", output: ON, payload: inRound(name), ...args });

const failed = failure(functions.fail, { about: "cut" });

const retrieve = step("Retrieve", functions.retrieve, {
  ...{ timeout: "16 minutes", payload: {}, output: "{% $states.result.Payload %}" },
}).catch(failed);
const direct = step("Direct", functions.direct, { timeout: "16 minutes" }).catch(failed);
const edit = step("Edit", functions.edit, { timeout: "16 minutes" }).catch(failed);
const shot = parallel({ name: "Shoot", output: ON })
  .branch(step("Frame", functions.frame))
  .branch(step("Sound", functions.sound))
  .catch(failed);
const analysed = parallel({ name: "Analyse", output: ON })
  .branch(step("Story", functions.story))
  .branch(step("Pacing", functions.pacing))
  .catch(failed);
const packed = step("Package", functions.pack, { timeout: "16 minutes" }).catch(failed);
const facts = step("Facts", functions.facts).catch(failed);
const gate = step("Gate", functions.gate, { timeout: "6 minutes", output: "{% $states.result.Payload %}" }).catch(
  failed,
);
const specify = step("Specify", functions.specify).catch(failed);
const finish = step("Finish", functions.finish, { payload: {} }).catch(failed);

retrieve
  .next(choice({ name: "IsPossible" }))
  .when("{% $states.input.possible %}", direct)
  .otherwise(specify);
direct.next(edit).next(shot).next(analysed).next(packed).next(facts).next(gate);
gate.next(choice({ name: "IsJudged" })).otherwise(specify);
specify.next(finish);

/** What is sent back is edited anew, three times at most: the gates count (ROUNDS of packages/core/src/cut/craft.ts). */
const again = { from: "IsJudged", when: "{% $states.input.decision = 'sent_back' %}", to: "Edit" } as const;

/** From an order to a spec that passed the six gates, or a word on why there is none. */
export const compose = new sst.aws.StepFunctions("Compose", {
  definition: retrieve,
  transform: corrected({}, [again]),
});
