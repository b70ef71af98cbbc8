/** Frames a second, exact. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

/** Reads `30000/1001`. */
export function rateOf(text: string): Rate {
  const [numerator = 0, denominator = 0] = text.split("/").map(Number);
  if (!(numerator > 0 && denominator > 0)) throw new Error(`${text} is no frame rate`);
  return { numerator, denominator };
}

export const secondsAt = (frame: number, { numerator, denominator }: Rate): number => (frame * denominator) / numerator;

/** Ticks a second of a file's picture track: a frame is a whole number of them. */
export const timescaleOf = ({ numerator }: Rate): number => (numerator >= 10_000 ? numerator : numerator * 1000);
