import { stemmer } from "stemmer";
import { isContentWord, normalWord } from "./words.ts";

/** Scripts that put no spaces between words: they are searched by pairs of characters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu;

export interface Term {
  /** As it is compared: normal form, English endings taken off. */
  readonly term: string;
  /** Where it stands in the text, for highlighting. */
  readonly start: number;
  readonly end: number;
}

/** The terms of a text in their order. Words that say nothing are terms, too: phrases need them. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (UNSPACED.test(word)) terms.push(...pairsOf(word, index));
    else terms.push({ term: termOf(word), start: index, end: index + word.length });
  }
  return terms;
}

/** Whether a term tells anything about a text. */
export const isTelling = (term: string): boolean => isContentWord(term);

const known = new Map<string, string>();
const KEPT = 100_000;

function termOf(word: string): string {
  const before = known.get(word);
  if (before !== undefined) return before;
  const normal = normalWord(word).replace(/'s?$/, "");
  // A stop word keeps its form: stemmed it would no longer be known as one.
  const term = isContentWord(normal) && /^[a-z]+$/.test(normal) ? stemmer(normal) : normal;
  if (known.size >= KEPT) known.clear();
  known.set(word, term);
  return term;
}

function pairsOf(word: string, index: number): Term[] {
  const characters = [...word];
  if (characters.length === 1) return [{ term: word, start: index, end: index + word.length }];
  let at = index;
  return characters.slice(1).map((second, place) => {
    const first = characters[place] as string;
    const pair = { term: first + second, start: at, end: at + first.length + second.length };
    at += first.length;
    return pair;
  });
}
