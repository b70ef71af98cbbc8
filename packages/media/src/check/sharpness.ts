import { percentileOf } from "./percentile.ts";
import type { Size } from "./size.ts";

/** An edge is looked for in pieces of a row or column this long, in every eighth row and column. */
const WINDOW = 32;
const LINE_STEP = 8;
/** Least contrast of a piece, in luma: the first where there is enough of it, since grain sharpens weak edges, else the second. */
const LEAST_CONTRASTS = [32, 20];
/** With fewer edges than this in both directions together nothing can be said. */
const LEAST_EDGES = 24;
const PERCENTILE = 0.8;
const LEVELS = 100;

/**
 * How sharp the sharper edges are: the steepest step (over two pixels) of a piece that has contrast, as a share of its
 * contrast. It asks how wide edges are, not how many there are or how strong, so a foggy sky is not called blurred. The
 * better direction counts, since movement blurs only along itself. NaN when the picture has next to no edges.
 */
export function sharpness(pixels: Uint8Array, size: Size): number {
  for (const least of LEAST_CONTRASTS) {
    const found = edgesOf(pixels, size, least);
    const edges = found.reduce((sum, steps) => sum + total(steps), 0);
    if (edges >= LEAST_EDGES)
      return Math.max(
        ...found.filter((steps) => total(steps) >= edges / 8).map((steps) => percentileOf(steps, PERCENTILE) / LEVELS),
      );
  }
  return Number.NaN;
}

/** How steep the edges are, counted: those along rows, and those along columns. */
function edgesOf(pixels: Uint8Array, { width, height }: Size, least: number): [Uint32Array, Uint32Array] {
  const [rows, columns] = [new Uint32Array(LEVELS + 1), new Uint32Array(LEVELS + 1)];
  for (let y = LINE_STEP / 2; y < height; y += LINE_STEP) collect(pixels, [y * width, 1, width], least, rows);
  for (let x = LINE_STEP / 2; x < width; x += LINE_STEP) collect(pixels, [x, width, height], least, columns);
  return [rows, columns];
}

const total = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0);

/** Counts the pieces of one line by how steep they are. A line is its first pixel, how far it is to the next, and how many. */
function collect(
  pixels: Uint8Array,
  [from, step, length]: readonly [number, number, number],
  leastContrast: number,
  steps: Uint32Array,
): void {
  for (let start = 1; start + WINDOW < length; start += WINDOW) {
    let [low, high, steepest] = [255, 0, 0];
    let at = from + start * step;
    for (let index = 0; index < WINDOW; index++, at += step) {
      const luma = pixels[at] as number;
      if (luma < low) low = luma;
      if (luma > high) high = luma;
      const slope = (pixels[at + step] as number) - (pixels[at - step] as number);
      const steep = slope < 0 ? -slope : slope;
      if (steep > steepest) steepest = steep;
    }
    const contrast = high - low;
    if (contrast < leastContrast) continue;
    const level = Math.min(LEVELS, Math.round((LEVELS * steepest) / contrast));
    steps[level] = (steps[level] as number) + 1;
  }
}
