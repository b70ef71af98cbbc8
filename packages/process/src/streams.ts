import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

const STDERR_KEPT = 4_000;

/** A child that has read enough, or fails, closes its input early: its end and its output tell what that means. */
export async function feed(input: AsyncIterable<Uint8Array>, stdin: Writable): Promise<void> {
  try {
    await pipeline(input, stdin);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EPIPE" && code !== "ECONNRESET" && code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

/** Reads to the end and keeps nothing. */
export async function drop(output: Readable): Promise<undefined> {
  for await (const _ of output);
}

/** Reads to the end and keeps the last lines: a broken file can fill megabytes with the same complaint. */
export async function lastWords(errors: Readable): Promise<string> {
  let kept = "";
  for await (const text of errors.setEncoding("utf8")) kept = (kept + text).slice(-STDERR_KEPT);
  return unsigned(kept.trim());
}

/** Of a signed address only what comes before its signature: words end up in logs, and who has all of it may read the file. */
const unsigned = (words: string): string =>
  words.replace(/\S*X-Amz-\S*/g, (address) => (address.includes("?") ? `${address.split("?")[0]}?…` : "…"));
