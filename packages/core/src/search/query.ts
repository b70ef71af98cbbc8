import { isTelling, termsOf } from "../text/terms.ts";

/** What somebody asks for in words. */
export interface TextQuery {
  /** Terms that make a scene better. */
  readonly terms: readonly string[];
  /** Terms in a row that a scene must have. */
  readonly phrases: readonly (readonly string[])[];
  /** Terms in a row, mostly one, that a scene must not have. */
  readonly excluded: readonly (readonly string[])[];
  /** What is looked for by meaning: the query without marks and exclusions. Empty when nothing is left. */
  readonly meaning: string;
}

const PART = /(-?)"([^"]*)"?|(-?)(\S+)/g;

/** Reads `city hall "flood budget" -mayor -"press conference"`. */
export function parseQuery(text: string): TextQuery {
  const terms: string[] = [];
  const phrases: string[][] = [];
  const excluded: string[][] = [];
  const meaning: string[] = [];
  for (const [, phraseMinus, phrase, wordMinus, word] of text.matchAll(PART)) {
    const said = phrase ?? word ?? "";
    const found = termsOf(said).map(({ term }) => term);
    if (found.length === 0) continue;
    if (phraseMinus || (wordMinus && word)) excluded.push(found);
    else {
      if (phrase !== undefined) phrases.push(found);
      terms.push(...found.filter(isTelling));
      meaning.push(said);
    }
  }
  return { terms: [...new Set(terms)], phrases, excluded, meaning: meaning.join(" ") };
}

/** A text as a query, whatever marks it has: nothing in it is required or excluded. */
export const plainQuery = (text: string): TextQuery => ({
  terms: [...new Set(termsOf(text).flatMap(({ term }) => (isTelling(term) ? [term] : [])))],
  ...{ phrases: [], excluded: [], meaning: text },
});
