import { spawn } from "node:child_process";
import type { Readable } from "node:stream";

const MEMORY_BYTES = 6 * 1024 ** 3;
const STDERR_KEPT = 4_000;

/**
 * The child lives as long as its parent holds the pipe to the shell's input: when that closes, because the parent lets go
 * or was killed in whatever way, the watcher ends it. Memory is limited by `ulimit`, the one way that Debian and macOS
 * share. The script is constant and what follows are positional parameters: no argument is ever read as shell.
 */
const GUARDED = `
ulimit -d "$0" || exit 1
exec 3<&0
"$@" </dev/null 3<&- & child=$!
{ cat <&3; kill -9 "$child"; } >/dev/null 2>&1 & watcher=$!
exec 3<&-
wait "$child"; code=$?
kill "$watcher"
exit "$code"`;

/** ffmpeg or ffprobe ended with an error; the message holds its last words. */
export class FfmpegError extends Error {
  override readonly name = "FfmpegError";
}

export interface RunOptions {
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** Takes each piece of what the child writes to its output. */
  readonly onOutput?: (text: string) => void;
}

/** Runs a tool to its end. Throws FfmpegError when it fails, the signal's reason when that aborts it. */
export async function run(tool: "ffmpeg" | "ffprobe", args: readonly string[], options: RunOptions): Promise<void> {
  const { cwd, signal, onOutput } = options;
  signal.throwIfAborted();
  const path = process.env[tool === "ffmpeg" ? "FFMPEG_PATH" : "FFPROBE_PATH"] || tool;
  const child = spawn("/bin/sh", ["-c", GUARDED, String(MEMORY_BYTES / 1024), path, ...args], {
    cwd,
    stdio: ["pipe", "pipe", "pipe"],
    // Nothing else of ours: it reads files that strangers made.
    env: { PATH: process.env.PATH, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH, AV_LOG_FORCE_NOCOLOR: "1" },
  });
  const letGo = () => child.stdin.destroy();
  signal.addEventListener("abort", letGo, { once: true });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("exit", resolve);
  });
  try {
    const [code, stderr] = await Promise.all([exited, lastWords(child.stderr), readAll(child.stdout, onOutput)]);
    signal.throwIfAborted();
    if (code !== 0) throw new FfmpegError(stderr || `${path} ended with ${code}`);
  } finally {
    signal.removeEventListener("abort", letGo);
    letGo();
  }
}

async function readAll(output: Readable, onOutput: (text: string) => void = () => {}): Promise<void> {
  for await (const text of output.setEncoding("utf8")) onOutput(text);
}

/** Reads to the end and keeps the last lines: a broken file can fill megabytes with the same complaint. */
async function lastWords(errors: Readable): Promise<string> {
  let kept = "";
  for await (const text of errors.setEncoding("utf8")) kept = (kept + text).slice(-STDERR_KEPT);
  return kept.trim();
}
