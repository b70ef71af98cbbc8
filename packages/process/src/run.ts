import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { guarded } from "./guard.ts";
import { drop, feed, lastWords } from "./streams.ts";
import { type ToolName, toolPath } from "./tool.ts";
import { ToolError } from "./tool-error.ts";

export interface RunOptions<T> {
  /** Where relative names are; default the current directory. */
  readonly cwd?: string;
  /** After this the child is ended; fractions are rounded up. Default two minutes. */
  readonly timeoutMs?: number;
  /** Most memory the child may have for data, on Linux. Default 2 GiB. */
  readonly memoryBytes?: number;
  /** Ends the child; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** What the child reads as its input (`pipe:0`); default nothing. */
  readonly input?: AsyncIterable<Uint8Array>;
  /** Takes what the child writes to its output, at its own speed; default: nothing is kept. */
  readonly read?: (output: Readable) => Promise<T>;
  /** The same for what it writes to `SECOND_OUTPUT`; both are read at the same time. Default: it has no second output. */
  readonly readSecond?: (output: Readable) => Promise<void>;
}

/** Where ffmpeg writes a second result of one run. Descriptors 3 and 4 are the guard's. */
export const SECOND_OUTPUT = "pipe:5";

/**
 * Runs ffmpeg or ffprobe, as `runProgram` does. An exit code of 0 proves little (broken input ends with 0 too): callers check
 * what was made.
 */
export const run = <T = undefined>(
  tool: ToolName,
  args: readonly string[],
  options: RunOptions<T> = {},
): Promise<{ value: T; stderr: string }> =>
  runProgram({ name: tool, path: toolPath(tool), howToGet: HOW_TO_GET }, args, options);

/** By descriptor. The last is there where a second output is read. */
type Stdio = [Writable | null, Readable, Readable, Writable, null, Readable];

export interface Program {
  /** For people. */
  readonly name: string;
  /** A file, or a name to be found on the PATH. */
  readonly path: string;
  /** What to do when it is not there. */
  readonly howToGet: string;
}

/**
 * Runs a program with limits of time and memory and an environment without credentials. Nothing is left running when it
 * returns or throws, nor when this process is killed meanwhile. Throws ToolError, or what `input` or `read` throw.
 */
export async function runProgram<T = undefined>(
  { name, path, howToGet }: Program,
  args: readonly string[],
  { cwd, timeoutMs = 120_000, memoryBytes = 2 * 1024 ** 3, signal, input, read, readSecond }: RunOptions<T> = {},
): Promise<{ value: T; stderr: string }> {
  signal?.throwIfAborted();
  const child = spawn("/bin/sh", guarded(path, args, memoryBytes), {
    cwd,
    env: environment(),
    stdio: [input ? "pipe" : "ignore", "pipe", "pipe", "pipe", ...(readSecond ? (["ignore", "pipe"] as const) : [])],
  });
  const [stdin, stdout, stderr, lifeline, , second] = child.stdio as unknown as Stdio;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("exit", resolve);
  });
  const stop = AbortSignal.any([AbortSignal.timeout(Math.ceil(timeoutMs)), ...(signal ? [signal] : [])]);
  const letGo = () => void lifeline.destroy();
  stop.addEventListener("abort", letGo, { once: true });
  try {
    const [value, words, code] = await Promise.all([
      read ? read(stdout) : drop(stdout),
      lastWords(stderr),
      ended,
      input && stdin && feed(input, stdin),
      readSecond?.(second),
    ]);
    if (code !== 0 && stop.aborted) throw stop.reason;
    if (code === 127) throw new ToolError("missing", `${path} was not found: ${howToGet}`);
    if (code !== 0) throw new ToolError("failed", `${name} ended with ${code ?? "a signal"}`, words);
    return { value: value as T, stderr: words };
  } catch (error) {
    letGo();
    stdout.destroy();
    await ended;
    signal?.throwIfAborted();
    if (!stop.aborted) throw error;
    throw new ToolError("timeout", `${name} took longer than ${timeoutMs / 1000} s and was stopped`);
  } finally {
    stop.removeEventListener("abort", letGo);
    letGo();
  }
}

const HOW_TO_GET =
  "install ffmpeg (Debian: apt-get install ffmpeg, macOS: brew install ffmpeg) or set FFMPEG_PATH and FFPROBE_PATH";

/** What the tool needs of our environment, and nothing else: it reads strangers' files. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH, TMPDIR } = process.env;
  return { PATH, ...(LD_LIBRARY_PATH && { LD_LIBRARY_PATH }), ...(TMPDIR && { TMPDIR }), AV_LOG_FORCE_NOCOLOR: "1" };
}
