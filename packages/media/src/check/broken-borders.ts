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
  const columns = countBreaks(
    pixels,
    { lines: size.width, step: 1, length: size.height, next: size.width },
    grid.y.pitch,
  );
  const rows = countBreaks(pixels, { lines: size.height, step: size.width, length: size.width, next: 1 }, grid.x.pitch);
  return Math.min(excess(columns, grid.x), excess(rows, grid.y));
}

interface Direction {
  /** Number of lines, and how far it is in memory from one to the next. */
  readonly lines: number;
  readonly step: number;
  /** Pixels of a line, and how far it is from one to the next. */
  readonly length: number;
  readonly next: number;
}

/** Per line, the share of its pieces (as long as a block) across which the picture breaks. */
function countBreaks(pixels: Uint8Array, { lines, step, length, next }: Direction, pitch: number): Float64Array {
  const pieces = Math.max(1, Math.floor(length / pitch));
  const shares = new Float64Array(lines);
  for (let line = 2; line < lines - 1; line++) {
    let broken = 0;
    for (let piece = 0; piece < pieces; piece++) {
      const [first, end] = [Math.floor(piece * pitch), Math.floor((piece + 1) * pitch)];
      let height = 0;
      for (let index = first, at = line * step + first * next; index < end; index++, at += next) {
        const middle = (pixels[at] as number) - (pixels[at - step] as number);
        const before = (pixels[at - step] as number) - (pixels[at - 2 * step] as number);
        const after = (pixels[at + step] as number) - (pixels[at] as number);
        height += Math.abs(middle) - Math.max(Math.abs(before), Math.abs(after));
      }
      if (height >= LEAST_STEP * (end - first)) broken++;
    }
    shares[line] = Math.min(MOST_OF_LINE, broken / pieces);
  }
  return shares;
}

function excess(shares: Float64Array, grid: Grid): number {
  const { at, elsewhere } = onGrid(shares, grid);
  return Math.max(0, at.mean - elsewhere.mean);
}
