import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Variant } from "@videoflow/core/cut/variant-spec.schema";
import { run } from "@videoflow/process/run";
import { untrusted } from "../untrusted.ts";
import { ANONYMOUS, videoArguments } from "./encoding.ts";
import type { Rate } from "./rate.ts";

export const MASTER_PLAYLIST = "master.m3u8";

/** Lines of the shorter side of the rungs below the whole picture, which is taken as it is. */
const RUNGS = [720, 540, 360];

/**
 * Makes an HLS ladder of a deliverable in `directory`: fragmented MP4, about four seconds a segment, the same ones in each rung, a playlist a
 * rung and one of all. Returns the names of the files, MASTER_PLAYLIST among them.
 */
export async function ladder(
  path: string,
  { width, height }: Variant,
  rate: Rate,
  directory: string,
  timeoutMs: number,
): Promise<string[]> {
  const shorter = Math.min(width, height);
  const rungs = RUNGS.filter((lines) => lines < shorter).slice(0, 2);
  const even = (side: number, lines: number) => 2 * Math.round((side * lines) / shorter / 2);
  const split = `[0:v:0]split=${rungs.length}${rungs.map((_, rung) => `[s${rung}]`).join("")}`;
  const graph = rungs.map((lines, rung) => `[s${rung}]scale=${even(width, lines)}:${even(height, lines)}[r${rung}]`);
  const streams = ["v:0,a:0", ...rungs.map((_, rung) => `v:${rung + 1},a:${rung + 1}`)];
  await run(
    "ffmpeg",
    [
      ...["-nostdin", "-hide_banner", "-nostats", "-v", "error", "-y", ...untrusted(path)],
      ...(rungs.length > 0 ? ["-filter_complex", [split, ...graph].join(";")] : []),
      ...["-map", "0:v:0", "-map", "0:a:0", "-c:v:0", "copy"],
      ...rungs.flatMap((_, rung) => [
        ...["-map", `[r${rung}]`, "-map", "0:a:0"],
        ...videoArguments(rate, { crf: 23, stream: `v:${rung + 1}` }),
        // Key pictures where the whole picture has them, and nowhere else: there segments begin, in all rungs at the same time.
        ...[`-force_key_frames:v:${rung + 1}`, "source", `-sc_threshold:v:${rung + 1}`, "0"],
      ]),
      ...["-c:a", "copy", ...ANONYMOUS, "-f", "hls", "-hls_time", "4", "-hls_playlist_type", "vod"],
      ...["-hls_segment_type", "fmp4", "-hls_flags", "independent_segments", "-master_pl_name", MASTER_PLAYLIST],
      ...["-hls_segment_filename", join(directory, "rung%v.%d.m4s"), "-hls_fmp4_init_filename", "rung%v.mp4"],
      ...["-var_stream_map", streams.join(" "), join(directory, "rung%v.m3u8")],
    ],
    { timeoutMs },
  );
  return (await readdir(directory)).toSorted();
}
