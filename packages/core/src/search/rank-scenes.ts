import { currentIndex } from "./cached-index.ts";
import { fuse, K } from "./fuse.ts";
import type { Document, IndexKeeper } from "./memory-index.ts";
import { nearText } from "./near.ts";
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

/** Beyond this distance (1 minus the cosine) two texts have little to do with each other. */
const NEAR = 0.55;

/** All scenes that have words of a query or are near to its meaning. `assetIds` narrows them down; null for all. */
export async function rankScenes(query: TextQuery, assetIds: ReadonlySet<string> | null): Promise<RankedScene[]> {
  const [keeper, near] = await Promise.all([
    currentIndex(),
    query.meaning ? nearText(query.meaning, SearchFilter.parse({}), assetIds) : [],
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
