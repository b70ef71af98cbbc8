import { AppError } from "../error.ts";

/** A frame rate, exact: `numerator` frames in `denominator` seconds. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

const FASTEST = 1000;

/** Reads `30000/1001`. Throws `invalid` for what is no rate. */
export function rateOf(frameRate: string): Rate {
  const [numerator = 0, denominator = 0] = frameRate.split("/").map(Number);
  const fps = numerator / denominator;
  if (fps > 0 && fps <= FASTEST) return { numerator, denominator };
  throw new AppError("invalid", `${frameRate} is not a frame rate; write 30000/1001`);
}

// Products stay far below 2^53 for a day of footage, and one division is rounded to the nearest: the results are exact.

/** The first frame that begins at or after a moment. */
export const frameFrom = (ms: number, { numerator, denominator }: Rate): number =>
  Math.ceil((ms * numerator) / (1000 * denominator));

/** The last frame that begins at or before a moment. */
export const frameUpTo = (ms: number, { numerator, denominator }: Rate): number =>
  Math.floor((ms * numerator) / (1000 * denominator));

/** So many milliseconds in frames, to the nearest. */
export const inFrames = (ms: number, { numerator, denominator }: Rate): number =>
  Math.round((ms * numerator) / (1000 * denominator));

/** When a frame begins, in milliseconds; not rounded. */
export const msAt = (frame: number, { numerator, denominator }: Rate): number =>
  (frame * 1000 * denominator) / numerator;

/** A length for people, such as `12.4 s`. */
export const told = (frames: number, rate: Rate): string => `${(msAt(frames, rate) / 1000).toFixed(1)} s`;

/** Frames a second of a rate such as `30000/1001`, rounded as floating point is: for estimates, and for players. */
export function fpsOf(frameRate: string): number {
  const { numerator, denominator } = rateOf(frameRate);
  return numerator / denominator;
}

/** How long so many frames are, in whole milliseconds. */
export const msOf = (frames: number, frameRate: string): number => Math.round((frames * 1000) / fpsOf(frameRate));
