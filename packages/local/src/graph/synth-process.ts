import { makeLock } from "./make-lock.ts";
import { runSynth } from "./synth-program.ts";

/** The process in which the synthesis runs; answers its parent with the text of the lock or with what went wrong. */
const root = process.argv[2] ?? process.cwd();
let answer: { lock?: string; error?: string };
try {
  answer = { lock: makeLock(root, await runSynth(root)) };
} catch (error) {
  answer = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
process.send?.(answer, () => process.exit(answer.error ? 1 : 0));
