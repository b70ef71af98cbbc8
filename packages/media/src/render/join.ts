import { writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { run } from "@videoflow/process/run";
import { untrusted } from "../untrusted.ts";
import { ANONYMOUS } from "./encoding.ts";
import { type Rate, secondsAt, timescaleOf } from "./rate.ts";

/** A unit's file and its length. */
export interface JoinedUnit {
  readonly file: string;
  readonly frames: number;
}

/** How many frames a picture is decoded before it is shown at most: x264 makes pyramids of pictures that look both ways. */
const REORDERED = 2;

/** A unit of one or two frames has nothing to reorder and would be decoded later than those around it: all go by one clock. */
const oneClock = (rate: Rate): string =>
  `setts=pts=PTS:dts=(N-${REORDERED})*${(timescaleOf(rate) * rate.denominator) / rate.numerator}`;

/**
 * Joins units of one format and the sound to a file that can be played while it loads: nothing is encoded again. The units lie in one folder,
 * under names of letters, digits, `-`, `_` and `.`.
 */
export async function joinUnits(
  units: readonly JoinedUnit[],
  sound: string,
  rate: Rate,
  output: string,
  timeoutMs: number,
): Promise<void> {
  const list = join(dirname(output), `${basename(output)}.units.txt`);
  await writeFile(list, listOf(units, rate));
  await run(
    "ffmpeg",
    [
      ...["-nostdin", "-hide_banner", "-nostats", "-v", "error", "-y"],
      ...["-f", "concat", "-safe", "0", "-protocol_whitelist", "file", "-i", `file:${list}`, ...untrusted(sound)],
      ...["-map", "0:v:0", "-map", "1:a:0", "-c", "copy", "-bsf:v", oneClock(rate)],
      ...["-video_track_timescale", String(timescaleOf(rate))],
      ...[...ANONYMOUS, "-movflags", "+faststart", "-f", "mp4", `file:${output}`],
    ],
    { timeoutMs },
  );
}

/** The list counts in millionths of a second. Each unit is as long as from its own beginning to the next one's: errors do not add up. */
function listOf(units: readonly JoinedUnit[], rate: Rate): string {
  let frame = 0;
  const micro = () => Math.round(secondsAt(frame, rate) * 1e6);
  return units
    .map(({ file, frames }) => {
      const begins = micro();
      frame += frames;
      return `file 'file:${file}'\nduration ${micro() - begins}us\n`;
    })
    .join("");
}
