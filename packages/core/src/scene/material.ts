import type { Checks } from "../defect/defect.schema.ts";
import type { Transcript } from "../transcript/transcript.schema.ts";
import type { Shots, Sight, Vision } from "../vision/vision.schema.ts";

/** Everything that was found out about an asset. What there is none of (no sound, no picture) is undefined. */
export interface Material {
  readonly durationMs: number;
  readonly shots: Shots | undefined;
  readonly transcript: Transcript | undefined;
  readonly vision: Vision | undefined;
  readonly checks: Checks | undefined;
}

export interface Range {
  readonly startMs: number;
  readonly endMs: number;
}

/** Indexes; `to` is not included. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

export const overlaps = (a: Range, b: Range): boolean => a.startMs < b.endMs && b.startMs < a.endMs;

/** The words whose middle lies in a range; undefined when there are none. */
export function wordsIn({ transcript }: Material, { startMs, endMs }: Range): Slice | undefined {
  if (!transcript) return undefined;
  const middle = (word: Range) => (word.startMs + word.endMs) / 2;
  const from = lowerBound(transcript.words.length, (index) => middle(transcript.words[index] as Range) >= startMs);
  const to = lowerBound(transcript.words.length, (index) => middle(transcript.words[index] as Range) >= endMs);
  return from < to ? { from, to } : undefined;
}

/** The frames that were looked at in a range; where none was, the one before it that it looks like. */
export function sightsIn(sights: readonly Sight[], { startMs, endMs }: Range): Sight[] {
  const from = lowerBound(sights.length, (index) => (sights[index] as Sight).atMs >= startMs);
  const to = lowerBound(sights.length, (index) => (sights[index] as Sight).atMs >= endMs);
  if (from < to) return sights.slice(from, to);
  const before = sights[from - 1];
  return before && before.untilMs > startMs ? [before] : [];
}

/** The first index from 0 to `length` of which `holds` is true, when it is true of all that follow. */
export function lowerBound(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
