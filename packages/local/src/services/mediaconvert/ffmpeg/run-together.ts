import { type RunOptions, run } from "@videoflow/process/run";
import { readProgress } from "./progress.ts";

interface Options extends Pick<RunOptions<undefined>, "cwd" | "timeoutMs" | "memoryBytes"> {
  readonly signal: AbortSignal;
  /** Called whenever a command gets on, with how far the slowest is, in milliseconds of its output. */
  readonly onReached: (milliseconds: number) => void;
}

/** Runs ffmpeg commands at the same time. When one fails the others are ended, and its error is thrown. */
export async function runTogether(commands: readonly (readonly string[])[], options: Options): Promise<void> {
  const { signal, onReached, ...limits } = options;
  const failed = new AbortController();
  const reached = commands.map(() => 0);
  const runs = commands.map(async (args, index) => {
    try {
      await run("ffmpeg", args, {
        ...limits,
        signal: AbortSignal.any([signal, failed.signal]),
        read: (output) =>
          readProgress(output, (milliseconds) => {
            reached[index] = milliseconds;
            onReached(Math.min(...reached));
          }),
      });
      reached[index] = Number.POSITIVE_INFINITY;
    } catch (error) {
      // The others throw it in turn, and the first that is told stays.
      failed.abort(error);
    }
  });
  await Promise.all(runs);
  failed.signal.throwIfAborted();
}
