import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { run } from "@videoflow/process/run";
import { type Poster, poster } from "../poster.ts";
import { untrusted } from "../untrusted.ts";

/** Chooses a key picture that stands for a deliverable and writes it to `output` as JPEG. Needs an empty folder to work in. */
export async function thumbnail(path: string, folder: string, output: string, timeoutMs: number): Promise<Poster> {
  const args = ["-nostdin", "-v", "error", "-y", "-skip_frame", "nokey", ...untrusted(path), "-map", "0:v:0"];
  const frames = [
    "-fps_mode",
    "passthrough",
    "-q:v",
    "2",
    "-flags:v",
    "+bitexact",
    "-f",
    "image2",
    "-start_number",
    "0",
  ];
  await run("ffmpeg", [...args, ...frames, join(folder, "key.%07d.jpg")], { timeoutMs });
  const { length: count } = await readdir(folder);
  return poster({ directory: folder, name: "key", count, intervalMs: 0 }, output);
}
