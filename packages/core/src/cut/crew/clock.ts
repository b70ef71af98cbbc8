/** A cut's frame rate as whole numbers: `frames` in `seconds`. */
export interface Clock {
  readonly frames: number;
  readonly seconds: number;
}

export function clockOf(frameRate: string): Clock {
  const [frames = 25, seconds = 1] = frameRate.split("/").map(Number);
  return { frames, seconds };
}

// Products stay far below 2^53 for a day of footage, and one division is rounded to the nearest: the results are exact.

/** The first frame that begins at or after a moment. */
export const frameFrom = (ms: number, { frames, seconds }: Clock): number =>
  Math.ceil((ms * frames) / (1000 * seconds));

/** The last frame that begins at or before a moment. */
export const frameUpTo = (ms: number, { frames, seconds }: Clock): number =>
  Math.floor((ms * frames) / (1000 * seconds));

/** So many milliseconds in frames, to the nearest. */
export const inFrames = (ms: number, { frames, seconds }: Clock): number =>
  Math.round((ms * frames) / (1000 * seconds));

/** When a frame begins, in milliseconds; not rounded. */
export const msAt = (frame: number, { frames, seconds }: Clock): number => (frame * 1000 * seconds) / frames;

/** A length for people, such as `12.4 s`. */
export const told = (frames: number, clock: Clock): string => `${(msAt(frames, clock) / 1000).toFixed(1)} s`;
