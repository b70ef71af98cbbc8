import { eachInParallel } from "./each-in-parallel.ts";
import { type ErrorCode, toAppError } from "./error.ts";

/** A step's answer has to stay small: so many entries of a batch are told by a sentence. */
const MOST_TOLD = 3;

export interface Problems {
  /** How many entries could not be done, and sentences on the first of them. */
  readonly broken: number;
  readonly problems: readonly string[];
}

/**
 * Does `work` for everything that comes, at most `parallel` at a time. What cannot be done does not keep the rest from being done;
 * it is told. An error of one of the codes of `stops` ends it all: for the step to be tried again, or to fail.
 */
export async function eachTellingProblems<Entry>(
  entries: AsyncIterable<Entry>,
  { parallel, stops }: { parallel: number; stops: readonly ErrorCode[] },
  work: (entry: Entry) => Promise<void>,
): Promise<Problems> {
  let broken = 0;
  const problems: string[] = [];
  await eachInParallel(entries, parallel, async (entry) => {
    try {
      await work(entry);
    } catch (error) {
      const { code, message } = toAppError(error);
      if (stops.includes(code)) throw error;
      broken++;
      if (problems.length < MOST_TOLD) problems.push(message);
    }
  });
  return { broken, problems };
}
