import { bestFirst } from "./best-first.ts";
import type { MemoryIndex } from "./memory-index.ts";
import { documentsWith, eachPosting } from "./postings.ts";
import type { TextQuery } from "./query.ts";
import { createRoom } from "./room.ts";

/** Okapi BM25's usual parameters: how soon more of the same word counts no more, and how much length counts against. */
const K1 = 1.2;
const B = 0.75;

const roomForScores = createRoom();
const roomForCovered = createRoom();
const roomForFound = createRoom();

export interface Ranked {
  /** Documents, best first. */
  readonly numbers: Int32Array;
  /** How much of what was asked for each of them has, from 0 to 1: its terms' rarity of that of all terms. */
  readonly coverages: Float64Array;
}

/** Ranks documents by their words with BM25 (Robertson, Zaragoza 2009). Only those that `admits` says are admitted. */
export function rankByWords(index: MemoryIndex, query: TextQuery, admits: (number: number) => boolean): Ranked {
  const { lengths } = index;
  const scores = roomForScores(lengths.length);
  const covered = roomForCovered(lengths.length);
  let asked = 0;
  const meanLength = Math.max(1, index.totalLength / Math.max(1, index.live));
  for (const term of query.terms) {
    const postings = index.postings.get(term);
    const idf = rarity(index.live, postings?.documents ?? 0);
    asked += idf;
    if (!postings) continue;
    eachPosting(postings, (number, weight) => {
      if (weight === 0) return;
      // Weights are in quarters of an occurrence.
      const frequency = weight / 4;
      const norm = K1 * (1 - B + (B * (lengths[number] as number)) / meanLength);
      covered[number] = (covered[number] as number) + idf;
      scores[number] = (scores[number] as number) + (idf * frequency * (K1 + 1)) / (frequency + norm);
    });
  }
  const found = roomForFound(lengths.length);
  let count = 0;
  for (let number = 0; number < scores.length; number++) {
    if ((scores[number] as number) > 0 && admits(number)) found[count++] = number;
  }
  const numbers = bestFirst(found.subarray(0, count), scores);
  const coverages = new Float64Array(numbers.length);
  for (let at = 0; at < numbers.length; at++) coverages[at] = (covered[numbers[at] as number] as number) / asked;
  return { numbers, coverages };
}

/** Inverse document frequency. Replaced documents are still counted in postings, so it is kept above 0. */
function rarity(all: number, having: number): number {
  return Math.max(0.01, Math.log(1 + (all - having + 0.5) / (having + 0.5)));
}

/**
 * Tells of a document whether it is there, and has every phrase of the query and nothing that is excluded: postings also have
 * documents that were replaced.
 */
export function requirement({ documents, postings }: MemoryIndex, { phrases, excluded }: TextQuery) {
  const within = (row: readonly string[]) => documentsWith(row.map((term) => postings.get(term)));
  const needed = phrases.map(within);
  const refused = excluded.map(within);
  if (needed.length + refused.length === 0) return (number: number): boolean => documents[number] !== undefined;
  return (number: number): boolean =>
    documents[number] !== undefined &&
    needed.every((set) => set.has(number)) &&
    !refused.some((set) => set.has(number));
}
