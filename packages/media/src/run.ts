import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type ToolName, toolPath } from "./tool.ts";

export interface RunOptions<T> {
  /** After this the child is killed. Default two minutes. */
  readonly timeoutMs?: number;
  /** Most memory the child may have for data. Default 2 GiB. */
  readonly memoryBytes?: number;
  readonly signal?: AbortSignal;
  /** What the child reads as its input (`pipe:0`). */
  readonly input?: AsyncIterable<Uint8Array>;
  /** Takes what the child writes to its output, at its own speed; default: nothing is kept. */
  readonly read?: (output: Readable) => Promise<T>;
}

/** A tool could not be started, was stopped, or ended with an error. `stderr` holds its last words. */
export class ToolError extends Error {
  readonly stderr: string;
  /** `missing`: no such program. `stopped`: time limit or abort. `failed`: it ended with an error of its own. */
  readonly kind: "missing" | "stopped" | "failed";

  constructor(kind: ToolError["kind"], message: string, stderr: string) {
    super(stderr ? `${message}: ${stderr}` : message);
    this.name = "ToolError";
    this.kind = kind;
    this.stderr = stderr;
  }
}

const STDERR_KEPT = 4_000;

/**
 * The limit is set by the shell's own `ulimit -d`, the one way that is there on Debian, in Lambda and on macOS alike
 * (prlimit is not). It counts memory that is really written to, unlike `-v`, which would count what threads merely
 * reserve. The script is constant and what follows are positional parameters: no argument is ever read as shell.
 */
const WITH_LIMIT = 'ulimit -d "$0" && exec "$@"';

/**
 * Runs ffmpeg or ffprobe with limits of time and memory and an environment without credentials.
 * An exit code of 0 proves little (broken input ends with 0 too): callers check what was made.
 */
export async function run<T = undefined>(
  tool: ToolName,
  args: readonly string[],
  { timeoutMs = 120_000, memoryBytes = 2 * 1024 ** 3, signal, input, read }: RunOptions<T> = {},
): Promise<{ value: T; stderr: string }> {
  const stop = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
  const child = spawn("/bin/sh", ["-c", WITH_LIMIT, String(Math.ceil(memoryBytes / 1024)), toolPath(tool), ...args], {
    stdio: "pipe",
    env: environment(),
    signal: stop,
    killSignal: "SIGKILL",
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  try {
    const [value, stderr, code] = await Promise.all([
      read ? read(child.stdout) : drop(child.stdout),
      lastWords(child.stderr),
      ended,
      feed(input ?? [], child.stdin),
    ]);
    if (code === 127) throw new ToolError("missing", `${toolPath(tool)} was not found: ${HOW_TO_GET}`, "");
    if (code !== 0) throw new ToolError("failed", `${tool} ended with ${code ?? "a signal"}`, stderr);
    return { value: value as T, stderr };
  } catch (error) {
    child.kill("SIGKILL");
    if (!stop.aborted) throw error;
    const why = signal?.aborted ? "was aborted" : `took longer than ${timeoutMs / 1000} s and was stopped`;
    throw new ToolError("stopped", `${tool} ${why}`, "");
  }
}

const HOW_TO_GET =
  "install ffmpeg (Debian: apt-get install ffmpeg, macOS: brew install ffmpeg) or set FFMPEG_PATH and FFPROBE_PATH";

/** What the tool needs of our environment, and nothing else: it reads strangers' files. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH, TMPDIR } = process.env;
  return { PATH, ...(LD_LIBRARY_PATH && { LD_LIBRARY_PATH }), ...(TMPDIR && { TMPDIR }), AV_LOG_FORCE_NOCOLOR: "1" };
}

/** A child that has read enough, or fails, closes its input early: its end and its output tell what that means. */
async function feed(input: AsyncIterable<Uint8Array> | [], stdin: Writable): Promise<void> {
  try {
    await pipeline(input, stdin);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EPIPE" && code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

async function drop(output: Readable): Promise<undefined> {
  for await (const _ of output);
}

/** Reads to the end and keeps the last lines: a broken file can fill megabytes with the same complaint. */
async function lastWords(errors: Readable): Promise<string> {
  let kept = "";
  for await (const chunk of errors.setEncoding("utf8")) kept = (kept + chunk).slice(-STDERR_KEPT);
  return kept.trim();
}
