import type { Brand } from "@videoflow/core/cut/order.schema";
import { advancesOf } from "./font-metrics.ts";
import { fontFile } from "./fonts.ts";

type Font = Brand["font"];

/** Letters of texts that a font has not got, each once. Signs such as notes and emoji are no letters: see `drawable`. */
export function missingLetters(texts: Iterable<string>, font: Font): string[] {
  const missing = new Set<string>();
  for (const text of texts)
    for (const letter of text) if (/[\p{L}\p{N}\p{M}]/u.test(letter) && !has(font, letter)) missing.add(letter);
  return [...missing];
}

/** The text without what cannot be drawn: control characters, and signs that the font has not got. */
export const drawable = (text: string, font: Font): string =>
  Array.from(text.replace(/\p{Cc}/gu, " "), (letter) => (has(font, letter) ? letter : ""))
    .join("")
    .replace(/ +/g, " ")
    .trim();

const has = (font: Font, letter: string): boolean =>
  advancesOf(fontFile(font, false))(letter.codePointAt(0) ?? 0) !== undefined;
