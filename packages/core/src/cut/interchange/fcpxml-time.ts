import type { Rate } from "../frame-rate.ts";

/** Seconds as FCPXML tells them, a fraction of whole numbers in lowest terms: `1001/30000s`, `5s`. */
export function seconds(frames: number, { numerator, denominator }: Rate): string {
  const over = frames * denominator;
  const divisor = greatestCommon(Math.abs(over), numerator);
  const [top, bottom] = [over / divisor, numerator / divisor];
  return bottom === 1 ? `${top}s` : `${top}/${bottom}s`;
}

const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b));
