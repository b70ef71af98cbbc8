import { AppError } from "../../error.ts";
import { ITEM_COMMENT } from "./edl-tape.ts";
import { type CountedRate, readTimecode } from "./timecode.ts";

/** A line of an EDL that edits, with what is said of it in comments. Times are in frames. */
export interface EdlEvent {
  /** For people: `event 012`. */
  readonly where: string;
  readonly reel: string;
  readonly picture: boolean;
  readonly sound: boolean;
  readonly dissolve: number | null;
  readonly sourceIn: number;
  readonly sourceOut: number;
  readonly recordIn: number;
  readonly recordOut: number;
  /** Of the footage that comes in. */
  readonly name: string | undefined;
  readonly file: string | undefined;
  readonly hint: string | undefined;
}

const MOST_LINES = 100_000;

const TIMECODE = String.raw`(\d\d:\d\d:\d\d[:;.,]\d\d)`;
/** Reels of some programs have spaces in them; what follows is told by its shape. */
const EDIT = new RegExp(
  String.raw`^(\d{1,6})\s+(\S.{0,40}?)\s+(NONE|B|[AV][AV0-9/]*)\s+([A-Z]+\d*)(?:\s+(\d{1,3}))?\s+${TIMECODE}\s+${TIMECODE}\s+${TIMECODE}\s+${TIMECODE}\s*$`,
);

/** What comments call the footage of a cut, and what comes in by a dissolve: in the words of the programs that write them. */
const NAME = { cut: /^\*?\s*FROM CLIP NAME:\s*(.+)$/, dissolve: /^\*?\s*TO CLIP NAME:\s*(.+)$/ };
const FILE = {
  cut: /^\*?\s*(?:SOURCE FILE|FROM CLIP|FROM FILE):\s*(.+)$/,
  dissolve: /^\*?\s*TO (?:CLIP|FILE):\s*(.+)$/,
};

/** Reads the lines that edit, in their order. Throws `invalid`, naming the event, for what is no CMX3600, or no cut can have. */
export function readEvents(text: string, rate: CountedRate): EdlEvent[] {
  const lines = text.split(/\r\n|\n|\r/, MOST_LINES + 1).map((line) => line.trim());
  if (lines.length > MOST_LINES) throw new AppError("invalid", `The EDL has more than ${MOST_LINES} lines`);
  // Who marks drop frame by ; writes : for what is not; who does not mark it says so by FCM.
  const isMarked = /\d\d;\d\d/.test(text);
  let drop = false;
  const events: EdlEvent[] = [];
  for (const [index, line] of lines.entries()) {
    if (/^FCM:/.test(line)) drop = !isMarked && /^FCM:\s*DROP/.test(line);
    else if (/^\d/.test(line)) events.push(eventOf(line, commentsOf(lines, index + 1), rate, drop));
    else if (/^M2\s/.test(line))
      throw new AppError(
        "invalid",
        `${events.at(-1)?.where ?? "An event"} changes its speed (M2); clips run as they were shot`,
      );
  }
  if (events.length === 0) throw new AppError("invalid", "The file has no event of a CMX3600 edit decision list");
  return events;
}

/** Comments follow the event's last line; both lines of a dissolve have the same. */
function commentsOf(lines: readonly string[], from: number): string[] {
  const start = isSecondLine(lines, from) ? from + 1 : from;
  let end = start;
  while (end < lines.length && !/^\d/.test(lines[end] ?? "")) end++;
  return lines.slice(start, end);
}

function isSecondLine(lines: readonly string[], at: number): boolean {
  const [number, next] = [lines[at - 1], lines[at]].map((line) => /^\d+/.exec(line ?? "")?.[0]);
  return next !== undefined && number === next;
}

function eventOf(line: string, comments: readonly string[], rate: CountedRate, drop: boolean): EdlEvent {
  const where = `event ${/^\d+/.exec(line)?.[0]}`;
  const [, , reel, channels, kind, length, ...times] = EDIT.exec(line) ?? [];
  if (reel === undefined || channels === undefined)
    throw new AppError("invalid", `${where} does not read as CMX3600 has it: ${line.slice(0, 100)}`);
  if (kind !== "C" && kind !== "D")
    throw new AppError("invalid", `${where} is a wipe or a key (${kind}); a cut has straight cuts and dissolves`);
  const [sourceIn, sourceOut, recordIn, recordOut] = times.map((time) => {
    const frame = readTimecode(time, { nominal: rate.nominal, drop: drop && rate.drop });
    if (frame !== null) return frame;
    throw new AppError(
      "invalid",
      `${where}: ${time} is no timecode at ${rate.numerator}/${rate.denominator} frames a second`,
    );
  }) as [number, number, number, number];
  if (sourceOut - sourceIn !== recordOut - recordIn)
    throw new AppError(
      "invalid",
      `${where} takes ${sourceOut - sourceIn} frames for ${recordOut - recordIn}; clips run as they were shot`,
    );
  const way = kind === "D" ? "dissolve" : "cut";
  const aside = comments.find((comment) => /^AUD\s/.test(comment));
  const said = (pattern: RegExp) => comments.flatMap((comment) => pattern.exec(comment)?.[1]?.trim() ?? [])[0];
  return {
    where,
    reel,
    picture: /V|^B$/.test(channels),
    sound: /A|^B$/.test(channels) || aside !== undefined,
    dissolve: kind === "D" ? Number(length ?? 0) : null,
    sourceIn,
    sourceOut,
    recordIn,
    recordOut,
    name: said(NAME[way]),
    file: said(FILE[way]),
    hint: comments
      .find((comment) => comment.startsWith(ITEM_COMMENT))
      ?.slice(ITEM_COMMENT.length)
      .trim(),
  };
}
