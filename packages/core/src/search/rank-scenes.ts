import { currentIndex } from "./cached-index.ts";
import { fuse, K } from "./fuse.ts";
import type { Document, IndexKeeper } from "./memory-index.ts";
import { meaningOfText, nearest } from "./near.ts";
import type { TextQuery } from "./query.ts";
import { rankByWords, requirement } from "./rank-words.ts";
import { SearchFilter } from "./search.schema.ts";
import type { NearScene } from "./vectors.ts";

/** A scene in the ranking of a query, best first. */
export interface RankedScene {
  readonly assetId: string;
  readonly scene: number;
  /** 1 / (60 + rank). */
  readonly score: number;
  /** Whether it really has what was asked for: more than half of the words by their rarity, or a meaning that is near. */
  readonly isMatch: boolean;
  readonly lengthMs: number;
  /** How many words are said in it, and whether they may be quoted. */
  readonly words: number;
  readonly isQuotable: boolean;
}

/**
 * Beyond this distance (1 minus the cosine) two texts have too little to do with each other for a match. Measured with the Universal
 * Sentence Encoder on bench/search (60 scenes; 48 queries that share no word with theirs, 30 in its own words), November 2026. Of the right scenes are
 * within 0.40: 31 and 87 %, within 0.45: 54 and 97 %, within 0.50: 75 and 100 %, within 0.55: 94 and 100 %; wrong ones, a query: 0.08,
 * 0.17 to 0.20, 0.6, 1.2 to 1.4. What is no match is still ranked, but a wrong match is footage, or takes footage out: at 0.45 three of
 * four are right, at 0.55 two of five. Another model has distances of its own: `./videoflow bench search-quality` tells.
 */
const NEAR = 0.45;

/** All scenes that have words of a query or are near to its meaning. `assetIds` narrows them down; null for all. */
export async function rankScenes(query: TextQuery, assetIds: ReadonlySet<string> | null): Promise<RankedScene[]> {
  const [keeper, near] = await Promise.all([
    currentIndex(),
    query.meaning
      ? meaningOfText(query.meaning).then((meaning) => nearest(meaning, SearchFilter.parse({}), assetIds))
      : [],
  ]);
  const { documents } = keeper.index;
  const must = requirement(keeper.index, query);
  const admits = (number: number) =>
    must(number) && (assetIds === null || assetIds.has((documents[number] as Document).assetId));
  const byWords = rankByWords(keeper.index, query, admits);
  const matches = new Set<number>();
  for (let at = 0; at < byWords.numbers.length; at++)
    if ((byWords.coverages[at] as number) > 0.5) matches.add(byWords.numbers[at] as number);
  const byMeaning = numbersOf(keeper, near, admits);
  for (const number of numbersOf(
    keeper,
    near.filter(({ distance }) => distance <= NEAR),
    admits,
  ))
    matches.add(number);
  return Array.from(fuse(byWords, byMeaning).numbers, (number, place) => {
    const { assetId, scene, shown } = documents[number] as Document;
    return {
      ...{ assetId, scene, score: 1 / (K + place + 1), isMatch: matches.has(number) },
      ...{ lengthMs: shown.endMs - shown.startMs, words: shown.speech?.split(" ").length ?? 0 },
      isQuotable: shown.quotable,
    };
  });
}

/** The vector index's answer as documents; what the words' index does not know (any more) is left out. */
export function numbersOf(
  keeper: IndexKeeper,
  near: readonly NearScene[],
  admits: (number: number) => boolean,
): number[] {
  return near.flatMap(({ assetId, scene }) => {
    const number = keeper.find(assetId, scene);
    return number !== undefined && admits(number) ? [number] : [];
  });
}
