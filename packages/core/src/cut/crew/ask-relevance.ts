import { inParallel } from "../../search/in-parallel.ts";
import { plainQuery } from "../../search/query.ts";
import { type RankedScene, rankScenes } from "../../search/rank-scenes.ts";
import { termsOf } from "../../text/terms.ts";
import type { KeptOrder, Wish } from "../order.schema.ts";
import { type Relevance, sceneKey } from "./relevance.ts";

/** Questions that are asked at the same time. */
const PARALLEL = 6;
/** Sentences of a brief that are asked one by one. */
const MOST_SENTENCES = 12;

/**
 * Asks the search for every sentence of the brief and for every wish, also of notes, and puts the rankings together by their reciprocal ranks.
 * Texts are looked for as they are: marks of the search's own language mean nothing in them.
 */
export async function relevanceOf(
  { brief, title, mustHave, mustNotHave }: KeptOrder,
  notes: readonly string[],
  assetIds: ReadonlySet<string>,
): Promise<Relevance> {
  const sentences = [title ?? "", ...sentencesIn(brief), ...notes.flatMap(sentencesIn)].filter(Boolean);
  const asked = [...sentences, ...textsOf(mustHave), ...textsOf(mustNotHave)];
  const texts = [...new Set(asked)].filter((text) => termsOf(text).length > 0);
  const rankings = await inParallel(texts, PARALLEL, (text) => rankScenes(plainQuery(text), assetIds));
  const byText = new Map(texts.map((text, at) => [text, rankings[at] ?? []]));
  return {
    scores: together([...sentences, ...textsOf(mustHave)].map((text) => byText.get(text) ?? [])),
    terms: new Set([...sentences, ...textsOf(mustHave)].flatMap((text) => plainQuery(text).terms)),
    matching: new Map(texts.map((text) => [text, new Set(matches(byText.get(text) ?? []).map(sceneKey))])),
  };
}

const matches = (ranked: readonly RankedScene[]): RankedScene[] => ranked.filter(({ isMatch }) => isMatch);

const textsOf = (wishes: readonly Wish[]): string[] => wishes.filter((wish) => typeof wish === "string");

const sentencesIn = (text: string): string[] =>
  text
    .split(/(?<=[.!?\u2026])\s+|\n+/)
    .map((sentence) => sentence.trim().slice(0, 500))
    .filter((sentence) => sentence !== "")
    .slice(0, MOST_SENTENCES);

function together(rankings: readonly (readonly RankedScene[])[]): Map<string, number> {
  const scores = new Map<string, number>();
  for (const ranked of rankings)
    for (const one of ranked) scores.set(sceneKey(one), (scores.get(sceneKey(one)) ?? 0) + one.score);
  // One by one: a library has more scenes than a call may have arguments.
  let [best, worst] = [0, Number.POSITIVE_INFINITY];
  for (const score of scores.values()) [best, worst] = [Math.max(best, score), Math.min(worst, score)];
  for (const [key, score] of scores) scores.set(key, best > worst ? (score - worst) / (best - worst) : 1);
  return scores;
}
