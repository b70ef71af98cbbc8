import { run } from "@videoflow/process/run";
import { untrusted } from "../untrusted.ts";
import { type Rate, secondsAt } from "./rate.ts";

const WIDEST = 1280;

/** Writes a frame of a deliverable to `output` as JPEG, at most 1280 wide, with colours as JPEG has them: full range, BT.601. */
export async function thumbnail(
  path: string,
  frame: number,
  rate: Rate,
  output: string,
  timeoutMs: number,
): Promise<void> {
  // Half a frame early: what is found is the first picture from there on.
  const seek = frame > 0 ? ["-ss", `${Math.round(secondsAt(frame - 0.5, rate) * 1e6)}us`] : [];
  const scale = `scale=min(${WIDEST}\\,iw):-2:out_color_matrix=bt601:out_range=pc,format=yuvj420p`;
  await run(
    "ffmpeg",
    [
      ...["-nostdin", "-v", "error", "-y", ...seek, ...untrusted(path), "-map", "0:v:0", "-vf", scale],
      ...["-frames:v", "1", "-q:v", "2", "-flags:v", "+bitexact", "-f", "image2", "-update", "1", `file:${output}`],
    ],
    { timeoutMs },
  );
}
