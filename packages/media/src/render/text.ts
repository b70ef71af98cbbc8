import { createRequire } from "node:module";
import type { Resvg } from "@resvg/resvg-js";
import type { Brand } from "@videoflow/core/cut/order.schema";
import { advancesOf } from "./font-metrics.ts";
import { familyOf, fontFile } from "./fonts.ts";

export interface Style {
  readonly font: Brand["font"];
  readonly bold: boolean;
  /** Height of the letters' em, in pixels. */
  readonly size: number;
}

/** It is no code that could be bundled: it lies beside, as the fonts do. */
const resvg = createRequire(import.meta.url)("@resvg/resvg-js") as typeof import("@resvg/resvg-js");

/** Only the font's own files: what a machine has installed must not show. */
export const drawing = (svg: string, font: Brand["font"]): Resvg =>
  new resvg.Resvg(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles: [fontFile(font, false), fontFile(font, true)],
      defaultFontFamily: familyOf(font),
    },
  });

export const svg = (width: number, height: number, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;

/** Text is data: whatever is in it is drawn. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export const textElement = (text: string, { font, bold, size }: Style, attributes: string): string =>
  `<text font-family="${familyOf(font)}" font-weight="${bold ? 600 : 400}" font-size="${size}" ${attributes}>${escaped(text)}</text>`;

/** Width of a text in pixels. Kerning is left out, which makes it a little wider than it is drawn. */
export function widthOf(text: string, { font, bold, size }: Style): number {
  const advance = advancesOf(fontFile(font, bold));
  let width = 0;
  for (const letter of text) width += advance(letter.codePointAt(0) ?? 0) ?? 0;
  return width * size;
}

/** Breaks a text into lines that are no wider than `most` pixels; a word that is wider stands alone. */
export function wrapped(text: string, style: Style, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer, style) > most) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}

/**
 * The lines as they are when each fits; else all text broken anew into lines of about the same length, smaller by steps until there are
 * `mostLines` at most and none is too wide.
 */
export function fitted(
  lines: readonly string[],
  style: Style,
  most: number,
  mostLines: number,
): { lines: string[]; style: Style } {
  if (lines.length <= mostLines && lines.every((line) => widthOf(line, style) <= most))
    return { lines: [...lines], style };
  for (let size = style.size; size >= style.size / 2; size *= 0.92) {
    const smaller = { ...style, size: Math.round(size) };
    const greedy = wrapped(lines.join(" "), smaller, most);
    if (greedy.length > mostLines || greedy.some((line) => widthOf(line, smaller) > most)) continue;
    const even = widthOf(lines.join(" "), smaller) / greedy.length;
    const balanced = [1.04, 1.12, 1.25].map((room) => wrapped(lines.join(" "), smaller, Math.min(most, even * room)));
    return { lines: balanced.find(({ length }) => length === greedy.length) ?? greedy, style: smaller };
  }
  throw new Error(`The text "${lines.join(" ")}" is too long for the picture, even in small letters: shorten it`);
}
