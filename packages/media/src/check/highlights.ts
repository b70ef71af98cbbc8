import { percentileOf } from "./percentile.ts";

/** Every 29th pixel: no period of a picture's columns, and enough of them for a hundredth. */
const STEP = 29;
const SHARE = 0.99;

/** The luma that 99 % of the pixels do not exceed. */
export function highlights(pixels: Uint8Array): number {
  const histogram = new Uint32Array(256);
  for (let at = 0; at < pixels.length; at += STEP) {
    const luma = pixels[at] as number;
    histogram[luma] = (histogram[luma] as number) + 1;
  }
  return percentileOf(histogram, SHARE);
}
