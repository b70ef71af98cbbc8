import type { Grid } from "@videoflow/core/defect/measured";
import { onGrid } from "./grid-lines.ts";
import type { Shift } from "./shift.ts";
import type { Size } from "./size.ts";

/** Lines are cut into pieces this long, and on each side of one this much is looked at. In pixels. */
const PIECE = 8;
const SIDE = 4;
/** Least difference of change (in luma) between the two sides, which must also be larger than the smaller of both. */
const LEAST_STEP = 10;
/** No line counts with more than this share of its pieces. */
const MOST_OF_LINE = 0.25;
/** Variance of a picture without any change: keeps a single piece from counting as much. */
const LEAST_VARIANCE = 1e-5;

/**
 * Whether the change between two pictures begins and ends at the borders of blocks: it does where blocks came out wrong, or
 * right again; what moves does not care. The mean of both directions, in standard deviations; below 0 is as good as 0.
 */
export function blocksChanged(
  now: Uint8Array,
  before: Uint8Array,
  shift: Shift,
  size: Size,
  grid: { x: Grid; y: Grid },
): number {
  const { across, down } = changeOf(now, before, shift, size);
  return (
    (deviations(steps(across, size.width, Math.floor(size.height / PIECE)), grid.x) +
      deviations(steps(down, size.height, Math.floor(size.width / PIECE)), grid.y)) /
    2
  );
}

/**
 * Sums of the change in pieces of columns (`across`: a row of columns for each PIECE rows) and of rows (`down`). What moved
 * into the picture is compared with the edge that it came from.
 */
function changeOf(now: Uint8Array, before: Uint8Array, shift: Shift, { width, height }: Size) {
  const across = new Uint32Array(width * Math.ceil(height / PIECE));
  const down = new Uint32Array(height * Math.ceil(width / PIECE));
  const last = width - 1;
  for (let y = 0; y < height; y++) {
    const row = (y >> 3) * width;
    const from = y * width;
    const other = Math.min(height - 1, Math.max(0, y + shift.y)) * width;
    for (let start = 0, piece = 0; start < width; start += PIECE, piece++) {
      const end = Math.min(width, start + PIECE);
      let sum = 0;
      for (let x = start; x < end; x++) {
        const moved = x + shift.x;
        const difference = (now[from + x] as number) - (before[other + Math.max(0, Math.min(last, moved))] as number);
        const change = difference < 0 ? -difference : difference;
        across[row + x] = (across[row + x] as number) + change;
        sum += change;
      }
      down[piece * height + y] = sum;
    }
  }
  return { across, down };
}

/** Per line, the share of its pieces where one side changed and the other did not. */
function steps(change: Uint32Array, lines: number, pieces: number): Float64Array {
  const shares = new Float64Array(lines);
  for (let piece = 0; piece < pieces; piece++) {
    const start = piece * lines;
    let [left, right] = [0, 0];
    for (let line = 0; line < SIDE; line++) {
      left += change[start + line] as number;
      right += change[start + SIDE + line] as number;
    }
    for (let line = SIDE; line <= lines - SIDE; line++) {
      const step = Math.abs(left - right);
      if (step >= LEAST_STEP * PIECE * SIDE && step >= Math.min(left, right))
        shares[line] = (shares[line] as number) + 1;
      const middle = change[start + line] as number;
      left += middle - (change[start + line - SIDE] as number);
      if (line < lines - SIDE) right += (change[start + line + SIDE] as number) - middle;
    }
  }
  return shares.map((count) => Math.min(MOST_OF_LINE, count / pieces));
}

function deviations(shares: Float64Array, grid: Grid): number {
  const { at, elsewhere } = onGrid(shares, grid);
  if (at.count === 0 || elsewhere.count === 0) return 0;
  return (at.mean - elsewhere.mean) / Math.sqrt((elsewhere.variance + LEAST_VARIANCE) / at.count);
}
