import type { z } from "zod";
import { askModel, type ModelJudge, type Question } from "../../../judge/ask.ts";
import type { Material } from "../material.schema.ts";

/** Asks a model for a proposal of the crew. */
export const askCrew = <Schema extends z.ZodType, Result>(
  judge: ModelJudge,
  question: Omit<Question<Schema, Result>, "remedy">,
): Promise<Result> =>
  askModel(judge, {
    ...question,
    remedy: "Choose another judge in the settings (`rules` needs none) and have the cut composed again",
  });

/** What was ordered, as facts for a model. */
export const orderFacts = ({ order, notes, direction }: Material) => ({
  ...{ useCase: order.useCase, title: order.title ?? null, brief: order.brief, tone: order.tone },
  ...{ seconds: order.duration.targetMs / 1000, notesOfPeople: notes },
  mustHave: order.mustHave.map((wish) => (typeof wish === "string" ? wish : "a moment that was chosen")),
  ...{ firstClipIsOfMustHave: direction.opens, lastClipIsOfMustHave: direction.closes },
});
