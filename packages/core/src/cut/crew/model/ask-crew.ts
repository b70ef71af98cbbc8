import type * as z from "zod";
import { askModel, type ModelJudge, type Question } from "../../../judge/ask.ts";
import { estimateOf } from "../../../judge/estimate.ts";
import { engineOf } from "../../../setting/setting.schema.ts";
import type { Spending } from "../../budget.ts";
import type { Material } from "../material.schema.ts";

/** Asked before a model is, with what that will cost: throws where it is too much. */
export type Allow = (spending: Spending) => Promise<void>;

/** As long as a proposal mostly is, in letters. */
const ANSWERED = 6_000;

/** Asks a model for a proposal of the crew. */
export async function askCrew<Schema extends z.ZodType, Result>(
  judge: ModelJudge,
  allow: Allow,
  question: Omit<Question<Schema, Result>, "remedy">,
): Promise<Result> {
  const letters = question.facts.length + question.instructions.length;
  const microUsd = estimateOf(judge, { letters, answered: ANSWERED });
  await allow({ what: `asking ${engineOf(judge)} for the ${question.what}`, microUsd });
  return askModel(judge, {
    ...question,
    remedy: "Choose another judge in the settings (`rules` needs none) and have the cut composed again",
  });
}

/** What was ordered, as facts for a model. */
export const orderFacts = ({ order, notes, direction }: Material) => ({
  ...{ useCase: order.useCase, title: order.title ?? null, brief: order.brief, tone: order.tone },
  ...{ seconds: order.duration.targetMs / 1000, notesOfPeople: notes },
  mustHave: order.mustHave.map((wish) => (typeof wish === "string" ? wish : "a moment that was chosen")),
  ...{ firstClipIsOfMustHave: direction.opens, lastClipIsOfMustHave: direction.closes },
});
