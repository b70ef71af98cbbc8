import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { photograph, sceneOf } from "@videoflow/local/services/rekognition/people/scenes";

const SCENE_SECONDS = 6;
const SAID =
  "Good morning. The ferry to the island leaves at nine, and the next one two hours later. " +
  "The weather will be fine until the evening. The captain asks all passengers to keep their tickets. " +
  "There is coffee on the upper deck, and a small shop with maps of the harbour and the old town. ";

/**
 * 1080p with something to be heard and seen: a machine's voice all the time, and every six seconds another room, in every third
 * of them nobody, else one or two people; the camera moves, with grain, and each scene has a title. The same every time.
 */
export async function makeSpokenFootage(folder: string, file: string, seconds: number): Promise<void> {
  const scenes = Math.ceil(seconds / SCENE_SECONDS);
  const inputs: string[] = [];
  const filters: string[] = [];
  for (let scene = 0; scene < scenes; scene++) {
    const picture = path.join(folder, `room-${scene}.jpg`);
    writeFileSync(picture, await photograph(sceneOf(scene + 1, scene % 3)));
    inputs.push("-loop", "1", "-framerate", "30", "-t", String(SCENE_SECONDS), "-i", picture);
    const title = `drawtext=text='Room ${scene + 1}':fontsize=64:fontcolor=white:box=1:boxcolor=black@0.5:x=90:y=h-160`;
    const camera = "scale=2112:1188,crop=1920:1080:x='t*30':y='t*16',noise=alls=8:allf=t";
    filters.push(`[${scene}:v]${camera},${title},format=yuv420p,setsar=1[s${scene}]`);
  }
  const text = path.join(folder, "said.txt");
  writeFileSync(text, SAID.repeat(Math.ceil(seconds / 15)));
  const chain = Array.from({ length: scenes }, (_, scene) => `[s${scene}]`).join("");
  const graph = [...filters, `${chain}concat=n=${scenes}[picture]`];
  await promisify(execFile)("ffmpeg", [
    ...["-v", "error", "-y", ...inputs, "-f", "lavfi", "-i", `flite=textfile='${text}'`],
    ...["-filter_complex", graph.join(";"), "-map", "[picture]", "-map", `${scenes}:a`, "-t", String(seconds)],
    ...["-c:v", "libx264", "-preset", "ultrafast", "-b:v", "11M", "-maxrate", "11M", "-bufsize", "11M"],
    ...["-c:a", "aac", "-ar", "48000", "-ac", "2", "-movflags", "+faststart", file],
  ]);
}
