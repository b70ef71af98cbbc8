import type { Line } from "./cue.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  lrm: "",
  rlm: "",
};

/** A person's name in capitals before what they say, as subtitles for the deaf have it. */
const NAMED = /^(\p{Lu}[\p{Lu}\d .'-]{1,30}):\s+(?=\S)/u;
const VOICE = /<v(?:\.[^\s>]*)?\s+([^>]*)>/g;

/**
 * What is said in a cue, without what is not said: markup of HTML, WebVTT and ASS, dashes of dialogues, music notes, and
 * sounds in brackets. Empty when nothing is said.
 */
export function spokenLines(text: string): Line[] {
  const lines: Line[] = [];
  let speaker: string | undefined;
  // Split at a group, the pieces alternate: text, name, text, name, text ...
  for (const [index, piece] of text.split(VOICE).entries()) {
    if (index % 2 === 1) speaker = clean(piece) || undefined;
    else {
      const spoken = linesOf(piece, speaker);
      lines.push(...spoken);
      speaker = spoken.at(-1)?.speaker ?? speaker;
    }
  }
  return lines;
}

function linesOf(text: string, voice: string | undefined): Line[] {
  const lines: Line[] = [];
  let speaker = voice;
  for (const raw of withoutSounds(withoutMarkup(text)).split("\n")) {
    const line = clean(raw.replace(/^\s*(?:>>+|[-\u2013\u2014](?=\s*[\p{L}"'\u00bf\u00a1]))\s*/u, ""));
    const [label = "", name] = NAMED.exec(line) ?? [];
    if (name) speaker = name;
    const said = line.slice(label.length);
    if (/[\p{L}\p{N}]/u.test(said)) lines.push({ text: said, ...(speaker && { speaker }) });
  }
  return lines;
}

const withoutMarkup = (text: string): string =>
  text
    .replace(/\{\\[^}]*\}/g, "")
    .replace(/\\[Nn]/g, "\n")
    .replace(/\\h/g, " ")
    .replace(/<\/?[a-z][^>\n]*>|<[\d:.]+>|<\/?[a-z][^>\s]*$/gim, "")
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    });

/** Brackets are always about sounds; parentheses are when they fill a line or shout. */
const withoutSounds = (text: string): string =>
  text
    .replace(/\[[^\]]*\]|\uff3b[^\uff3d]*\uff3d|\u3010[^\u3011]*\u3011/g, " ")
    .replace(/^\s*[-\u2013\u2014]?\s*[(\uff08][^)\uff09]*[)\uff09]\s*$/gm, "")
    .replace(/\([^)\p{Ll}]*\p{Lu}[^)\p{Ll}]*\)/gu, " ")
    .replace(/[\u2669-\u266c]/g, " ")
    .replace(/^\s*#\s(.*?)\s?#?\s*$/gm, "$1");

/** One line without letters that are not seen. */
const clean = (text: string): string =>
  text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?!\s)\p{Cc}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
