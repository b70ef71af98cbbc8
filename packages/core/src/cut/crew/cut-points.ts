import { lowerBound, type Range } from "../../scene/material.ts";
import { frameFrom, frameUpTo, type Rate } from "../frame-rate.ts";

/** Frames at each of which a cut may be; both ends are in it. */
export type Free = readonly [from: number, to: number];

/**
 * Where a cut lies in no word: the gaps between words, within `[from, to]`, in their order. A cut at the very end of a word, or at
 * the beginning of one, lies in none. `words` are in the order of their times.
 */
export function freeCuts(words: readonly Range[], rate: Rate, from: number, to: number): Free[] {
  const free: Free[] = [];
  let open = from;
  for (let at = firstAfter(words, from, rate); at < words.length && open <= to; at++) {
    const { startMs, endMs } = words[at] as Range;
    const last = frameUpTo(startMs, rate);
    if (last >= open) free.push([open, Math.min(last, to)]);
    open = Math.max(open, frameFrom(endMs, rate));
  }
  if (open <= to) free.push([open, to]);
  return free;
}

/** The word in which a cut at a frame lies; undefined when it lies in none. */
export function wordAt<Word extends Range>(words: readonly Word[], rate: Rate, frame: number): Word | undefined {
  const word = words[firstAfter(words, frame, rate)];
  const { numerator, denominator } = rate;
  const at = frame * 1000 * denominator;
  return word && word.startMs * numerator < at && at < word.endMs * numerator ? word : undefined;
}

/** The words that are heard in a range of frames, wholly or in part. Indexes; `to` is not included. */
export function wordsWithin(
  words: readonly Range[],
  rate: Rate,
  inFrame: number,
  outFrame: number,
): { from: number; to: number } {
  const from = firstAfter(words, inFrame, rate);
  const end = outFrame * 1000 * rate.denominator;
  let to = from;
  while (to < words.length && (words[to] as Range).startMs * rate.numerator < end) to++;
  return { from, to };
}

/** The first word that ends after a frame has begun. */
function firstAfter(words: readonly Range[], frame: number, { numerator, denominator }: Rate): number {
  const at = frame * 1000 * denominator;
  return lowerBound(words.length, (index) => (words[index] as Range).endMs * numerator > at);
}
