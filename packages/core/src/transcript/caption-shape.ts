import { isJoined } from "./word-split.ts";

/** What a viewer can take in: the usual rules of broadcasters. */
export const CAPTION = {
  lines: 2,
  /** Columns of a line. A letter of a script of squares takes two. */
  columns: 42,
  /** Columns that are read in a second. */
  readingSpeed: 20,
  shortestMs: 1_000,
  longestMs: 7_000,
} as const;

/** A word alone on a line, or alone in a cue, is an orphan when it is not longer. */
export const ORPHAN_COLUMNS = 6;

const WIDE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
const UNSEEN = /\p{M}|\u200d|\ufe0f/u;

/** How wide a text is on the screen. */
export function columnsOf(text: string): number {
  // Plain letters are most of what there is.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const letter of text) columns += UNSEEN.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
  return columns;
}

/** A word as it is laid out. `gap` is the width of the space before it when it is not first in its line. */
export interface Piece {
  readonly text: string;
  readonly columns: number;
  readonly gap: 0 | 1;
  readonly endsInPunctuation: boolean;
}

/** The words as pieces, each no wider than a line: a longer one, such as an address, is cut. */
export function piecesOf(word: string, before: string | undefined): Piece[] {
  const gap = before === undefined || isJoined(before, word) ? 0 : 1;
  const columns = columnsOf(word);
  if (columns <= CAPTION.columns) return [piece(word, columns, gap)];
  const parts: string[] = [];
  let text = "";
  for (const letter of word) {
    if (columnsOf(text + letter) > CAPTION.columns) {
      parts.push(text);
      text = "";
    }
    text += letter;
  }
  return [...parts, text].map((part, index) => piece(part, columnsOf(part), index === 0 ? gap : 0));
}

const piece = (text: string, columns: number, gap: Piece["gap"]): Piece => ({
  ...{ text, columns, gap },
  endsInPunctuation: /\p{P}$/u.test(text),
});
