import { AppError } from "../error.ts";
import type { RawCue, RawSubtitles } from "./cue.ts";

const ARROW = /^\s*(\S+)\s*--+>\s*(\S+)/;
/** `01:02:03,456`, `02:03.4`, `-00:00:01,000`. */
const TIME = /^(-?)(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?$/;
const NUMBER = /^\s*\d+\s*$/;

/**
 * Reads SubRip or WebVTT, whichever it is, as people really have them: without blank lines between cues, without numbers,
 * cut off in the middle. A cue is what stands between two lines of times. Throws `invalid` when there is not one cue.
 * https://www.w3.org/TR/webvtt1/
 */
export function parseSubtitles(text: string): RawSubtitles {
  const lines = text.split("\n");
  const format = /^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? "") ? "webvtt" : "subrip";
  const arrows = lines.flatMap((line, index) => (line.includes("-->") ? [index] : []));
  const cues: RawCue[] = [];
  for (const [index, at] of arrows.entries()) {
    const times = timesOf(lines[at] ?? "");
    if (!times) continue;
    cues.push({ ...times, text: textOf(lines.slice(at + 1, arrows[index + 1] ?? lines.length), format) });
  }
  if (cues.length === 0) throw new AppError("invalid", "it has no cue with times: it is neither SubRip nor WebVTT");
  const unreadable = arrows.length - cues.length;
  return { format, cues, notes: unreadable > 0 ? [`${unreadable} cues had unreadable times and were left out`] : [] };
}

function timesOf(line: string): { startMs: number; endMs: number } | undefined {
  const [, from = "", to = ""] = ARROW.exec(line) ?? [];
  const [startMs, endMs] = [millisecondsOf(from), millisecondsOf(to)];
  return startMs === undefined || endMs === undefined ? undefined : { startMs, endMs };
}

function millisecondsOf(time: string): number | undefined {
  const [whole, sign, hours = "0", minutes = "", seconds = "", fraction = "0"] = TIME.exec(time) ?? [];
  if (whole === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const total = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  const milliseconds = total * 1000 + Math.round(Number(`0.${fraction}`) * 1000);
  return sign === "-" ? -milliseconds : milliseconds;
}

/** The lines of a cue, given all up to the next line of times. A number right before that one is the next cue's own. */
function textOf(following: readonly string[], format: RawSubtitles["format"]): string {
  const own = NUMBER.test(following.at(-1) ?? "") ? following.slice(0, -1) : following;
  if (format === "subrip") return own.join("\n").trim();
  // In WebVTT an empty line ends a cue; what follows is a name, a note or a style.
  const end = own.findIndex((line) => line.trim() === "");
  return own
    .slice(0, end === -1 ? own.length : end)
    .join("\n")
    .trim();
}
