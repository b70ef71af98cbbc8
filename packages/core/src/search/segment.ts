import { ASSERTED } from "../scene/describe.ts";
import type { Scene } from "../scene/scene.schema.ts";
import { isTelling, termsOf } from "../text/terms.ts";
import type { IndexedScene, Segment } from "./segment.schema.ts";

/** Version of the rules that make postings of scenes. */
export const SEGMENT_RULES = "postings 2";

/** How much a word counts by where it stands, in quarters. What was heard or seen badly is found, but behind all else. */
const WEIGHTS = { text: 6, label: 6, speech: 4, doubtful: 1 } as const;

/** A gap that no phrase reaches across, between one line of text and the next. */
const GAP = 8;

export const segmentOf = (assetId: string, scenes: readonly Scene[]): Segment => ({
  version: 1,
  assetId,
  scenes: scenes.map(indexed),
});

function indexed(scene: Scene): IndexedScene {
  const { startMs, endMs, posterFrame, description, speech, labels, people, texts, defects } = scene;
  const [sure, unsure] = [true, false].map((isSure) =>
    labels.filter(({ confidence }) => confidence >= ASSERTED === isSure).map(({ name }) => name),
  ) as [string[], string[]];
  const postings = new Map<string, [weight: number, ...positions: number[]]>();
  let position = 0;
  const add = (text: string, weight: number) => {
    for (const { term } of termsOf(text)) {
      const posting = postings.get(term) ?? [0];
      posting[0] += isTelling(term) ? weight : 0;
      posting.push(position++);
      postings.set(term, posting);
    }
    position += GAP;
  };
  if (speech) add(speech.text, speech.quotable ? WEIGHTS.speech : WEIGHTS.doubtful);
  for (const text of texts) add(text, WEIGHTS.text);
  for (const name of sure) add(name, WEIGHTS.label);
  for (const name of unsure) add(name, WEIGHTS.doubtful);
  return {
    ...{ startMs, endMs, posterFrame, description, people, texts, defects, labels: sure },
    ...{ speech: speech?.text ?? null, quotable: speech?.quotable ?? false },
    terms: [...postings].map(([term, [weight, ...positions]]) => [term, Math.min(255, weight), ...positions]),
  };
}
