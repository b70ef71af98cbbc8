import { writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { run } from "@videoflow/process/run";
import { untrusted } from "../untrusted.ts";
import { ANONYMOUS } from "./encoding.ts";
import { type Rate, timescaleOf } from "./rate.ts";

/**
 * Joins units of one format and the sound to a file that can be played while it loads: nothing is encoded again. The units lie in one folder,
 * under names of letters, digits, `-`, `_` and `.`.
 */
export async function joinUnits(
  units: readonly string[],
  sound: string,
  rate: Rate,
  output: string,
  timeoutMs: number,
): Promise<void> {
  const list = join(dirname(output), `${basename(output)}.units.txt`);
  await writeFile(list, units.map((unit) => `file 'file:${unit}'\n`).join(""));
  await run(
    "ffmpeg",
    [
      ...["-nostdin", "-hide_banner", "-nostats", "-v", "error", "-y"],
      ...["-f", "concat", "-safe", "0", "-protocol_whitelist", "file", "-i", `file:${list}`, ...untrusted(sound)],
      ...["-map", "0:v:0", "-map", "1:a:0", "-c", "copy", "-video_track_timescale", String(timescaleOf(rate))],
      ...[...ANONYMOUS, "-movflags", "+faststart", "-f", "mp4", `file:${output}`],
    ],
    { timeoutMs },
  );
}
