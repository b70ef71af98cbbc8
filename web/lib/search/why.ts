import type { Moment } from "@videoflow/client/schema";

/** Why a moment was found, in a few words; empty where nothing but filters was asked for. */
export function whyFound({ why: { words, meaning } }: Moment): string {
  const parts = [
    ...(words ? [`words, ${ordinal(words.rank)}`] : []),
    ...(meaning ? [`meaning, ${ordinal(meaning.rank)}`] : []),
  ];
  return parts.length > 0 ? `By ${parts.join(" · by ")}` : "";
}

const rules = new Intl.PluralRules("en", { type: "ordinal" });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

/** `1st`, `12th`, `23rd`. */
export const ordinal = (number: number): string => `${number}${ENDINGS[rules.select(number)] ?? "th"}`;

/** A text cut into pieces of which some are marked, in order and without gaps. */
interface Piece {
  readonly text: string;
  readonly marked: boolean;
  /** Where it begins. */
  readonly at: number;
}

/** Cuts a text at its marks: places in characters, `end` not included, in the order of the text. */
export function piecesOf(text: string, marks: readonly { readonly start: number; readonly end: number }[]): Piece[] {
  const pieces: Piece[] = [];
  const add = (from: number, to: number, marked: boolean) => {
    if (to > from) pieces.push({ text: text.slice(from, to), marked, at: from });
  };
  let at = 0;
  for (const { start, end } of marks) {
    add(at, start, false);
    add(Math.max(at, start), end, true);
    at = Math.max(at, end);
  }
  add(at, text.length, false);
  return pieces;
}
