import { QUOTABLE_CONFIDENCE, type Transcript, type Word } from "@videoflow/core/transcript/transcript.schema";
import { countWhere } from "../count-where.ts";

/** Whether a word only hints at what was said, and may not be quoted. */
export const isUnsure = ({ confidence }: Pick<Word, "confidence">): boolean => confidence < QUOTABLE_CONFIDENCE;

/** Words from one index up to another as a text. */
export const textOf = (words: readonly Word[], from: number, to: number): string =>
  words
    .slice(from, to)
    .map(({ text }) => text)
    .join(" ");

/** Index of the word that is being said at a time, or was said last; -1 before the first. */
export const wordAt = (words: readonly Word[], ms: number): number =>
  countWhere(words.length, (index) => (words[index]?.startMs ?? 0) <= ms) - 1;

/** Index of the utterance that a word belongs to; -1 before the first. */
export const utteranceOf = (utterances: Transcript["utterances"], word: number): number =>
  countWhere(utterances.length, (index) => (utterances[index]?.from ?? 0) <= word) - 1;

/** Words in a row that hold what is looked for; `to` not included. */
export interface Match {
  readonly from: number;
  readonly to: number;
}

/** The words as they are looked for: without case, accents and punctuation. */
export const searchable = (words: readonly Word[]): string[] => words.map(({ text }) => normal(text));

/**
 * Where a text occurs among words that were made searchable, also across words. The last word may be the beginning of one:
 * matches show while one types.
 */
export function findInWords(said: readonly string[], text: string): Match[] {
  const wanted = normal(text).split(" ").filter(Boolean);
  if (wanted.length === 0) return [];
  const matches: Match[] = [];
  for (let from = 0; from + wanted.length <= said.length; from++) {
    const fits = wanted.every((part, at) => {
      const word = said[from + at] ?? "";
      if (wanted.length === 1) return word.includes(part);
      if (at === 0) return word.endsWith(part);
      return at === wanted.length - 1 ? word.startsWith(part) : word === part;
    });
    if (fits) matches.push({ from, to: from + wanted.length });
  }
  return matches;
}

function normal(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
