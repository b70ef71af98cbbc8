import { exceededByFew } from "./finding.ts";
import { PICTURE_MS } from "./measured.ts";

/** How many samples of the picture `ms` are. */
export const reachOf = (ms: number): number => Math.floor(ms / PICTURE_MS);

/** The sample, and those not further from it than `ms`. */
export function around(values: readonly number[], sample: number, ms: number): number[] {
  const reach = reachOf(ms);
  return values.slice(Math.max(0, sample - reach), sample + reach + 1);
}

/** What a share of the samples not further than `ms` does not exceed. */
export const usualNear = (values: readonly number[], sample: number, ms: number, share: number): number =>
  exceededByFew(around(values, sample, ms), share);
