import type { Size } from "./size.ts";

/** In each cell of this side its middle is looked at, so a quarter of the picture. In pixels. */
const CELL = 16;
const [FIRST, END] = [4, 12];
/** Mean difference of neighbours, in luma, both across and down. Leaves, gravel and print have less, once a codec was at them. */
const LEAST = 24;

/**
 * How many cells are all speckles: what a decoder makes of bits that mean something else. Nothing in nature is so rough in both
 * directions at once.
 */
export function speckles(pixels: Uint8Array, { width, height }: Size): number {
  const least = LEAST * (END - FIRST) * (END - FIRST - 1);
  let count = 0;
  for (let top = 0; top + CELL <= height; top += CELL) {
    for (let left = 0; left + CELL <= width; left += CELL) {
      if (across(pixels, width, left, top) >= least && down(pixels, width, left, top) >= least) count++;
    }
  }
  return count;
}

function across(pixels: Uint8Array, width: number, left: number, top: number): number {
  let sum = 0;
  for (let y = top + FIRST; y < top + END; y++) {
    for (let at = y * width + left + FIRST, end = at + END - FIRST - 1; at < end; at++)
      sum += Math.abs((pixels[at + 1] as number) - (pixels[at] as number));
  }
  return sum;
}

function down(pixels: Uint8Array, width: number, left: number, top: number): number {
  let sum = 0;
  for (let y = top + FIRST; y < top + END - 1; y++) {
    for (let at = y * width + left + FIRST, end = at + END - FIRST; at < end; at++)
      sum += Math.abs((pixels[at + width] as number) - (pixels[at] as number));
  }
  return sum;
}
