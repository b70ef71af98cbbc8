import { parseAsInteger } from "nuqs/server";
import { formatClock } from "./format.ts";
import { formatTimecode } from "./timecode.ts";

/** What the address of an asset says of a place in it, in milliseconds: where to be, and what is marked. */
export const placeParams = { t: parseAsInteger, in: parseAsInteger, out: parseAsInteger };

/** What is marked: from `inMs` up to `outMs`. Either may be missing. */
export interface Marks {
  readonly inMs: number | null;
  readonly outMs: number | null;
}

/** The marked range, where both marks are set and something lies between them. */
export function rangeOf({ inMs, outMs }: Marks): { readonly startMs: number; readonly endMs: number } | undefined {
  return inMs !== null && outMs !== null && inMs < outMs ? { startMs: inMs, endMs: outMs } : undefined;
}

/** Sets one mark. The other one is given up when the two would stand the wrong way round. */
export function withMark(marks: Marks, which: "in" | "out", ms: number): Marks {
  if (which === "in") return { inMs: ms, outMs: marks.outMs !== null && marks.outMs <= ms ? null : marks.outMs };
  return { inMs: marks.inMs !== null && marks.inMs >= ms ? null : marks.inMs, outMs: ms };
}

/** A place to the frame where there are frames, else to the second. */
export const formatPlace = (ms: number, frameRate: number | undefined): string =>
  frameRate ? formatTimecode(ms / 1000, frameRate) : formatClock(ms);
