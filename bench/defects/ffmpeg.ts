import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs ffmpeg to make or compare footage of our own; returns what it writes. */
export async function ffmpeg(args: readonly string[]): Promise<string> {
  return (await execute("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args], { maxBuffer: 2 ** 26 })).stdout;
}

export async function ffprobe(args: readonly string[]): Promise<string> {
  return (await execute("ffprobe", ["-v", "error", ...args], { maxBuffer: 2 ** 26 })).stdout;
}
