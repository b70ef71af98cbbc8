import { askModel, type ModelJudge } from "../judge/ask.ts";
import type { BriefContent } from "./brief.schema.ts";
import { Draft, resolve } from "./draft.ts";
import type { BriefMaterial } from "./material.ts";
import { faultsOf } from "./verify.ts";

const INSTRUCTIONS = `You write the brief of a piece of footage for an editor, from facts that machines found in it.
State only what the facts show. Give every statement its evidence: the number of a scene, and either the exact words that are
said in it or null for what is seen in it. Leave out what has no evidence: an empty list and a mood of null are good answers.`;

/**
 * Has a model write a brief. What does not fit the schema, or cites evidence that is not there, goes back with the reason,
 * at most twice. Throws `judge_failed` when it still is wrong or the model gives no answer: nothing is made up instead.
 */
export const briefByModel = (material: BriefMaterial, judge: ModelJudge): Promise<BriefContent> =>
  askModel(judge, {
    ...{ what: "brief", instructions: INSTRUCTIONS, facts: factsOf(material), schema: Draft },
    check: (draft) => {
      const { content, faults } = resolve(draft, material);
      return { result: content, faults: [...faults, ...faultsOf(content, material)] };
    },
    remedy: "Choose another judge in the settings and reprocess from Brief",
  });

/** The facts as JSON: what a text says is a string in it, whatever it looks like. */
function factsOf({ scenes, durationMs }: BriefMaterial): string {
  return JSON.stringify({
    durationSeconds: Math.round(durationMs / 1000),
    scenes: scenes.map(({ index, startMs, endMs, labels, people, texts, speech, defects }) => ({
      ...{ scene: index, startSeconds: startMs / 1000, endSeconds: endMs / 1000, people },
      labels: labels.slice(0, 8).map(({ name }) => name),
      textInPicture: texts.slice(0, 6),
      said: speech?.quotable ? speech.text : null,
      defects,
    })),
  });
}
