import type { Counting } from "./timecode.ts";
import { toTimecode } from "./timecode.ts";

/** A line of an EDL that edits something. Times are frames from midnight on the clock that each of them is told on. */
export interface EdlLine {
  readonly event: number;
  readonly reel: string;
  /** `V`, `A`, `AA`, `B` (V and A), `AA/V`, or `NONE` with the channels on a line of their own. */
  readonly channels: string;
  /** Frames of a dissolve; null for a cut. */
  readonly dissolve: number | null;
  readonly source: Counting;
  readonly sourceIn: number;
  readonly sourceOut: number;
  readonly record: Counting;
  readonly recordIn: number;
  readonly recordOut: number;
}

/** Fields at the columns at which CMX3600 has them: event, reel, channels, kind of edit and its length, four times. */
export function edlLine(line: EdlLine): string {
  const kind = line.dissolve === null ? "C   " : `D    ${String(line.dissolve).padStart(3, "0")}`;
  return [
    String(line.event).padStart(3, "0"),
    ` ${line.reel.padEnd(8)}`,
    line.channels.padEnd(5),
    kind.padEnd(8),
    toTimecode(line.sourceIn, line.source),
    toTimecode(line.sourceOut, line.source),
    toTimecode(line.recordIn, line.record),
    toTimecode(line.recordOut, line.record),
  ].join(" ");
}
