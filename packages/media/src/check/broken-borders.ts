import type { Grid } from "@videoflow/core/defect/measured";
import { onGrid } from "./grid-lines.ts";
import type { Size } from "./size.ts";

/** A step this much higher than those beside it, in luma, breaks the picture. */
const LEAST_STEP = 6;
/** No line may count with more than this share of its borders: a straight edge of a building is one line. */
const MOST_OF_LINE = 0.15;

/**
 * Share of the borders of the original's blocks where the picture breaks. Damage and heavy quantisation break it at
 * the borders, things have their edges anywhere: what is found at the borders counts only as far as it is more than what
 * is found elsewhere. Both directions must show it, since a fence has one.
 */
export function brokenBorders(pixels: Uint8Array, size: Size, grid: { x: Grid; y: Grid }): number {
  return Math.min(
    excess(columnBreaks(pixels, size, grid.y.pitch), grid.x),
    excess(rowBreaks(pixels, size, grid.x.pitch), grid.y),
  );
}

/** Per column, the share of its pieces (as long as a block) along which the picture breaks to the left of it. */
function columnBreaks(pixels: Uint8Array, { width, height }: Size, pitch: number): Float64Array {
  const pieces = Math.max(1, Math.floor(height / pitch));
  const shares = new Float64Array(width);
  const heights = new Int32Array(width);
  for (let piece = 0; piece < pieces; piece++) {
    const [top, bottom] = [Math.floor(piece * pitch), Math.floor((piece + 1) * pitch)];
    heights.fill(0);
    for (let y = top; y < bottom; y++) addHeights(pixels, y * width, 1, width, heights);
    count(heights, bottom - top, shares);
  }
  return shares.map((broken) => Math.min(MOST_OF_LINE, broken / pieces));
}

/** The same per row, above it. */
function rowBreaks(pixels: Uint8Array, { width, height }: Size, pitch: number): Float64Array {
  const pieces = Math.max(1, Math.floor(width / pitch));
  const shares = new Float64Array(height);
  const heights = new Int32Array(width);
  for (let y = 2; y < height - 1; y++) {
    heights.fill(0);
    addHeights(pixels, y * width, width, width, heights);
    for (let piece = 0; piece < pieces; piece++) {
      const [left, right] = [Math.floor(piece * pitch), Math.floor((piece + 1) * pitch)];
      let sum = 0;
      for (let x = left; x < right; x++) sum += heights[x] as number;
      if (sum >= LEAST_STEP * (right - left)) shares[y] = (shares[y] as number) + 1;
    }
  }
  return shares.map((broken) => Math.min(MOST_OF_LINE, broken / pieces));
}

/**
 * Adds, for each pixel of the row that begins at `from`, how much higher the step to it is than those before and after it.
 * `step` leads to the pixel whose steps are meant: 1 to the next in the row, the width to the one below.
 */
function addHeights(pixels: Uint8Array, from: number, step: number, width: number, heights: Int32Array): void {
  const [first, end] = step === 1 ? [2, width - 1] : [0, width];
  for (let x = first, at = from + first; x < end; x++, at++) {
    const here = pixels[at] as number;
    const before = pixels[at - step] as number;
    const middle = Math.abs(here - before);
    const left = Math.abs(before - (pixels[at - 2 * step] as number));
    const right = Math.abs((pixels[at + step] as number) - here);
    heights[x] = (heights[x] as number) + middle - Math.max(left, right);
  }
}

function count(heights: Int32Array, length: number, shares: Float64Array): void {
  for (let line = 0; line < heights.length; line++)
    if ((heights[line] as number) >= LEAST_STEP * length) shares[line] = (shares[line] as number) + 1;
}

function excess(shares: Float64Array, grid: Grid): number {
  const { at, elsewhere } = onGrid(shares, grid);
  return Math.max(0, at.mean - elsewhere.mean);
}
