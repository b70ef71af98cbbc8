import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Synthetic footage with movement, grain and a tone: as hard to encode as a camera's, and the same every time. */
export async function makeFootage(
  file: string,
  options: { width: number; height: number; seconds: number; bitRate: string },
): Promise<void> {
  const { width, height, seconds, bitRate } = options;
  const picture = `testsrc2=size=${width}x${height}:rate=30:duration=${seconds},noise=alls=12:allf=t`;
  const sound = `sine=frequency=330:sample_rate=48000:duration=${seconds}`;
  await run("ffmpeg", [
    ...["-v", "error", "-y", "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound],
    ...[
      "-c:v",
      "libx264",
      "-preset",
      "ultrafast",
      "-b:v",
      bitRate,
      "-maxrate",
      bitRate,
      "-bufsize",
      bitRate,
      "-pix_fmt",
      "yuv420p",
    ],
    ...["-c:a", "aac", "-ac", "2", "-movflags", "+faststart", file],
  ]);
}
