import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Makes a small clip whose picture and tone follow from its number: no two have the same bytes. Returns its path. */
export async function makeClip(folder: string, index: number, seconds = 2): Promise<string> {
  const file = path.join(folder, `clip-${index}.mp4`);
  const box = `drawbox=x=${(index * 7) % 300}:y=${(index * 13) % 160}:w=20:h=20:color=red:t=fill`;
  await run("ffmpeg", [
    ...["-v", "error", "-y", "-f", "lavfi", "-i", `testsrc2=size=320x180:rate=25:duration=${seconds},${box}`],
    ...["-f", "lavfi", "-i", `sine=frequency=${200 + index * 10}:duration=${seconds}`],
    ...["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", file],
  ]);
  return file;
}
