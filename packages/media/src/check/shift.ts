import type { Size } from "./size.ts";

/** The furthest that a camera is followed between two pictures, in pixels. */
const REACH = 24;
/** Standing still is believed before moving by as good a fit. In luma a pixel. */
const RELUCTANCE = 0.002;

/** Brightness of a picture along each side: the mean of every column, and of every row. */
export interface Profile {
  readonly columns: Float32Array;
  readonly rows: Float32Array;
}

export function profileOf(pixels: Uint8Array, { width, height }: Size): Profile {
  const columns = new Uint32Array(width);
  const rows = new Float32Array(height);
  for (let y = 0, at = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++, at++) {
      const luma = pixels[at] as number;
      sum += luma;
      columns[x] = (columns[x] as number) + luma;
    }
    rows[y] = sum / width;
  }
  return { columns: centred(Float32Array.from(columns, (sum) => sum / height)), rows: centred(rows) };
}

/** Without what is the same all along: a change of light is no movement. */
function centred(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

export interface Shift {
  readonly x: number;
  readonly y: number;
}

/** By how many pixels the whole picture moved: what is at (x, y) now was at (x + shift.x, y + shift.y) before. */
export const shiftOf = (now: Profile, before: Profile): Shift => ({
  x: along(now.columns, before.columns),
  y: along(now.rows, before.rows),
});

function along(now: Float32Array, before: Float32Array): number {
  let [best, shift] = [Number.POSITIVE_INFINITY, 0];
  const reach = Math.min(REACH, now.length >> 2);
  for (let by = -reach; by <= reach; by++) {
    const [first, end] = [Math.max(0, -by), Math.min(now.length, now.length - by)];
    let sum = 0;
    for (let index = first; index < end; index++)
      sum += Math.abs((now[index] as number) - (before[index + by] as number));
    const misfit = sum / (end - first) + RELUCTANCE * Math.abs(by);
    if (misfit < best) [best, shift] = [misfit, by];
  }
  return shift;
}
