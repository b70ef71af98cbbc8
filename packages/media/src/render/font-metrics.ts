import { readFileSync } from "node:fs";

/** Width of a letter as a share of the em; undefined for one that the font has not got. */
export type Advance = (codePoint: number) => number | undefined;

const known = new Map<string, Advance>();

/** How wide a font's letters are. Read once a process. */
export function advancesOf(file: string): Advance {
  const advance = known.get(file) ?? read(readFileSync(file));
  known.set(file, advance);
  return advance;
}

/** https://learn.microsoft.com/typography/opentype/spec: head, hhea, hmtx, and format 12 of cmap */
function read(font: Buffer): Advance {
  const unitsAnEm = tableOf(font, "head").readUInt16BE(18);
  const measured = tableOf(font, "hhea").readUInt16BE(34);
  const metrics = tableOf(font, "hmtx");
  const groups = groupsOf(tableOf(font, "cmap"));
  return (codePoint) => {
    const group = groups.find(({ first, last }) => first <= codePoint && codePoint <= last);
    if (!group) return undefined;
    const glyph = group.glyph + codePoint - group.first;
    return metrics.readUInt16BE(4 * Math.min(glyph, measured - 1)) / unitsAnEm;
  };
}

function tableOf(font: Buffer, tag: string): Buffer {
  for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16)
    if (font.toString("latin1", at, at + 4) === tag) return font.subarray(font.readUInt32BE(at + 8));
  throw new Error(`The font has no table ${tag}`);
}

function groupsOf(cmap: Buffer) {
  const count = cmap.readUInt16BE(2);
  const subtables = Array.from({ length: count }, (_, index) => cmap.subarray(cmap.readUInt32BE(8 + index * 8)));
  const table = subtables.find((subtable) => subtable.readUInt16BE(0) === 12);
  if (!table) throw new Error("The font does not tell its letters in format 12");
  return Array.from({ length: table.readUInt32BE(12) }, (_, group) => ({
    first: table.readUInt32BE(16 + group * 12),
    last: table.readUInt32BE(20 + group * 12),
    glyph: table.readUInt32BE(24 + group * 12),
  }));
}
