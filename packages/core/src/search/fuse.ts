import type { Ranked } from "./rank-words.ts";

/** How little the very first ranks count more than those behind them. Cormack, Clarke, Büttcher 2009. */
const K = 60;

export interface Fused {
  readonly number: number;
  readonly score: number;
  /** From 1; null where the document is not in that ranking. */
  readonly wordRank: number | null;
  readonly meaningRank: number | null;
}

/**
 * Puts two rankings together by reciprocal rank fusion: a document's score is the sum of 1 / (60 + rank) over both. Only
 * ranks count, since a BM25 score and a cosine are of no common measure. What has no more than half of the words, by their
 * rarity, gains nothing by them: else a scene that happens to share one of them would come before the one that means what
 * was asked.
 */
export function fuse(
  byWords: readonly Pick<Ranked, "number" | "coverage">[],
  byMeaning: readonly Pick<Ranked, "number">[],
): Fused[] {
  const ranks = new Map<number, { word: number | null; coverage: number; meaning: number | null }>();
  for (const [at, { number, coverage }] of byWords.entries()) {
    ranks.set(number, { word: at + 1, coverage, meaning: null });
  }
  for (const [at, { number }] of byMeaning.entries()) {
    ranks.set(number, { word: null, coverage: 0, ...ranks.get(number), meaning: at + 1 });
  }
  return [...ranks]
    .map(([number, { word, coverage, meaning }]) => ({
      number,
      score: (word ? Math.max(0, 2 * coverage - 1) / (K + word) : 0) + (meaning ? 1 / (K + meaning) : 0),
      wordRank: word,
      meaningRank: meaning,
    }))
    .sort((a, b) => b.score - a.score || (a.wordRank ?? 0) - (b.wordRank ?? 0) || a.number - b.number);
}
