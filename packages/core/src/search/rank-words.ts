import type { MemoryIndex } from "./memory-index.ts";
import { documentsWith, eachPosting } from "./postings.ts";
import type { TextQuery } from "./query.ts";

/** Okapi BM25's usual parameters: how soon more of the same word counts no more, and how much length counts against. */
const K1 = 1.2;
const B = 0.75;

export interface Ranked {
  readonly number: number;
  readonly score: number;
  /** How much of what was asked for it has, from 0 to 1: its terms' rarity of that of all terms. */
  readonly coverage: number;
}

/**
 * Ranks documents by their words with BM25 (Robertson, Zaragoza 2009), best first. Only those that `admits` says are
 * admitted; phrases must be there, and excluded ones must not.
 */
export function rankByWords(index: MemoryIndex, query: TextQuery, admits: (number: number) => boolean): Ranked[] {
  const scores = new Float64Array(index.documents.length);
  const covered = new Float64Array(index.documents.length);
  let asked = 0;
  const meanLength = index.totalLength / Math.max(1, index.live);
  for (const term of query.terms) {
    const postings = index.postings.get(term);
    const idf = rarity(index.live, postings?.documents ?? 0);
    asked += idf;
    if (!postings) continue;
    eachPosting(postings, (number, weight) => {
      const document = index.documents[number];
      if (!document || weight === 0) return;
      // Weights are in quarters of an occurrence.
      const frequency = weight / 4;
      const norm = K1 * (1 - B + (B * document.length) / Math.max(1, meanLength));
      covered[number] = (covered[number] ?? 0) + idf;
      scores[number] = (scores[number] ?? 0) + (idf * frequency * (K1 + 1)) / (frequency + norm);
    });
  }
  const must = requirement(index, query);
  const ranked: Ranked[] = [];
  for (const [number, score] of scores.entries()) {
    if (score > 0 && must(number) && admits(number))
      ranked.push({ number, score, coverage: (covered[number] ?? 0) / asked });
  }
  return ranked.sort((a, b) => b.score - a.score || a.number - b.number);
}

/** Inverse document frequency. Replaced documents are still counted in postings, so it is kept above 0. */
function rarity(all: number, having: number): number {
  return Math.max(0.01, Math.log(1 + (all - having + 0.5) / (having + 0.5)));
}

/** Tells of a document whether it has every phrase of the query and nothing that is excluded. */
export function requirement(index: MemoryIndex, { phrases, excluded }: TextQuery): (number: number) => boolean {
  const within = (row: readonly string[]) => documentsWith(row.map((term) => index.postings.get(term)));
  const needed = phrases.map(within);
  const refused = excluded.map(within);
  return (number) => needed.every((set) => set.has(number)) && !refused.some((set) => set.has(number));
}
