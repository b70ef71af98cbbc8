import { bestFirst } from "./best-first.ts";
import type { Ranked } from "./rank-words.ts";

/** How little the very first ranks count more than those behind them. Cormack, Clarke, Büttcher 2009. */
export const K = 60;

export interface Fused {
  readonly number: number;
  readonly score: number;
  /** From 1; null where the document is not in that ranking. */
  readonly wordRank: number | null;
  readonly meaningRank: number | null;
}

/** All that was found, best first. There may be a hundred thousand, of which few are looked at. */
export interface Found {
  readonly numbers: Int32Array;
  /** Why the one at a place in `numbers` was found. */
  readonly at: (place: number) => Fused;
}

/**
 * Puts two rankings together by reciprocal rank fusion: a document's score is the sum of 1 / (60 + rank) over both. Only
 * ranks count, since a BM25 score and a cosine are of no common measure. What has no more than half of the words, by their
 * rarity, gains nothing by them: else a scene that happens to share one of them would come before the one that means what
 * was asked. Of the same score, what is only meant comes first, then what has better words.
 */
export function fuse(byWords: Ranked, byMeaning: readonly number[]): Found {
  const meaningRanks = ranksOf(byMeaning);
  const inWords = new Uint8Array(meaningRanks.length);
  for (const number of byWords.numbers) if (number < inWords.length) inWords[number] = 1;
  const onlyMeant = [...new Set(byMeaning)].filter((number) => inWords[number] === 0);
  const first = onlyMeant.length;
  const numbers = new Int32Array(first + byWords.numbers.length);
  numbers.set(onlyMeant);
  numbers.set(byWords.numbers, first);
  const scores = new Float64Array(numbers.length);
  const order = new Int32Array(numbers.length);
  let scored = 0;
  for (let at = 0; at < numbers.length; at++) {
    const coverage = at < first ? 0 : (byWords.coverages[at - first] as number);
    const wordScore = coverage > 0.5 ? (2 * coverage - 1) / (K + at - first + 1) : 0;
    const meaningRank = meaningRanks[numbers[at] as number] ?? 0;
    const score = wordScore + (meaningRank > 0 ? 1 / (K + meaningRank) : 0);
    scores[at] = score;
    if (score > 0) order[scored++] = at;
  }
  order.set(bestFirst(order.subarray(0, scored), scores));
  for (let at = 0; at < numbers.length; at++) if (scores[at] === 0) order[scored++] = at;
  return {
    numbers: order.map((at) => numbers[at] as number),
    at(place) {
      const at = order[place] as number;
      const number = numbers[at] as number;
      return {
        number,
        score: scores[at] as number,
        wordRank: at < first ? null : at - first + 1,
        meaningRank: meaningRanks[number] || null,
      };
    },
  };
}

/** The rank of each document, from 1, by its number; 0 where it has none. */
function ranksOf(numbers: readonly number[]): Uint32Array {
  const ranks = new Uint32Array(1 + numbers.reduce((highest, number) => Math.max(highest, number), 0));
  for (const [at, number] of numbers.entries()) ranks[number] = at + 1;
  return ranks;
}
