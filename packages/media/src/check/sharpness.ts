import type { Bands } from "./bands.ts";
import { percentileOf } from "./percentile.ts";
import type { Size } from "./size.ts";

/** An edge is looked for in pieces of a band this long. */
const WINDOW = 32;
/** Least contrast of a piece, in luma: the first where there is enough of it, since noise sharpens weak edges, else the second. */
const LEAST_CONTRASTS = [24, 12];
/** With fewer edges than this in both directions together nothing can be said. */
const LEAST_EDGES = 24;
const PERCENTILE = 0.8;
const LEVELS = 100;

/**
 * How sharp the sharper edges are: the steepest step (over two pixels) of a piece that has contrast, as a share of its
 * contrast. It asks how wide edges are, not how many there are or how strong, so a foggy sky is not called blurred. The
 * better direction counts, since movement blurs only along itself. Null when the picture has next to no edges.
 */
export function sharpness(bands: Bands, size: Size): number | null {
  for (const least of LEAST_CONTRASTS) {
    const found = [steepness(bands.rows, size.width, least), steepness(bands.columns, size.height, least)];
    const edges = found.reduce((sum, steps) => sum + total(steps), 0);
    if (edges < LEAST_EDGES) continue;
    const telling = found.filter((steps) => total(steps) >= edges / 8);
    return Math.max(...telling.map((steps) => percentileOf(steps, PERCENTILE) / LEVELS));
  }
  return null;
}

const total = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0);

/** Counts the pieces of bands, each `length` long, by how steep they are: 0 to LEVELS. */
function steepness(bands: Float32Array, length: number, leastContrast: number): Uint32Array {
  const steps = new Uint32Array(LEVELS + 1);
  for (let band = 0; band < bands.length; band += length) {
    for (let start = band + 1; start + WINDOW < band + length; start += WINDOW) {
      let [low, high, steepest] = [255, 0, 0];
      for (let at = start; at < start + WINDOW; at++) {
        const luma = bands[at] as number;
        if (luma < low) low = luma;
        if (luma > high) high = luma;
      }
      const contrast = high - low;
      if (contrast < leastContrast) continue;
      for (let at = start; at < start + WINDOW; at++) {
        const slope = (bands[at + 1] as number) - (bands[at - 1] as number);
        const steep = slope < 0 ? -slope : slope;
        if (steep > steepest) steepest = steep;
      }
      const level = Math.min(LEVELS, Math.round((LEVELS * steepest) / contrast));
      steps[level] = (steps[level] as number) + 1;
    }
  }
  return steps;
}
