import { readFileSync } from "node:fs";
import type { Brand } from "@videoflow/core/cut/order.schema";
import { fontFiles } from "./fonts.ts";

type Font = Brand["font"];

/** Tells whether a font has a letter. */
type Coverage = (codePoint: number) => boolean;

const known = new Map<Font, Coverage>();

/** Letters of texts that a font has not got, each once. Signs such as notes and emoji are no letters: see `drawable`. */
export function missingLetters(texts: Iterable<string>, font: Font): string[] {
  const missing = new Set<string>();
  for (const text of texts)
    for (const letter of text) if (/[\p{L}\p{N}\p{M}]/u.test(letter) && !has(font, letter)) missing.add(letter);
  return [...missing];
}

/** The text without what cannot be drawn: control characters, and signs that the font has not got. */
export const drawable = (text: string, font: Font): string =>
  Array.from(text.replace(/\p{Cc}/gu, " "), (letter) => (has(font, letter) ? letter : "")).join("").replace(/ +/g, " ").trim();

function has(font: Font, letter: string): boolean {
  const coverage = known.get(font) ?? coverageOf(readFileSync(fontFiles(font)[0] ?? ""));
  known.set(font, coverage);
  return coverage(letter.codePointAt(0) ?? 0);
}

/** Reads which letters an OpenType font has. https://learn.microsoft.com/typography/opentype/spec/cmap, formats 12 and 4 */
function coverageOf(font: Buffer): Coverage {
  const cmap = tableOf(font, "cmap");
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.subarray(cmap.readUInt32BE(8 + index * 8)));
  const table = [12, 4].flatMap((format) => subtables.filter((subtable) => subtable.readUInt16BE(0) === format))[0];
  if (!table) throw new Error("The font's letters are kept in a way that is not known here");
  const ranges = table.readUInt16BE(0) === 12 ? groupsOf(table) : segmentsOf(table);
  return (codePoint) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last);
}

function tableOf(font: Buffer, tag: string): Buffer {
  for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16)
    if (font.toString("latin1", at, at + 4) === tag) return font.subarray(font.readUInt32BE(at + 8));
  throw new Error(`The font has no table ${tag}`);
}

type Range = readonly [first: number, last: number];

const groupsOf = (table: Buffer): Range[] =>
  Array.from({ length: table.readUInt32BE(12) }, (_, group) => [
    table.readUInt32BE(16 + group * 12),
    table.readUInt32BE(20 + group * 12),
  ]);

function segmentsOf(table: Buffer): Range[] {
  const doubled = table.readUInt16BE(6);
  return Array.from({ length: doubled / 2 }, (_, segment) => [
    table.readUInt16BE(16 + doubled + segment * 2),
    table.readUInt16BE(14 + segment * 2),
  ]);
}
