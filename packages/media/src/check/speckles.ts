import type { Motion } from "./motion.ts";
import type { Size } from "./size.ts";

/** Side of a cell, in pixels. */
const CELL = 8;
/** Every second row or column of it tells as much. */
const STEP = 2;
/** Roughness, in luma, that a cell of speckles has. From less on, what the proxy leaves of a sensor's noise at night counts as well. */
const LEAST = 10;
/** A cell is nothing new where one near it was so rough, as a share of its own roughness. */
const ALIKE = 0.6;
/** What is near, in cells: something that moves by itself comes as far. */
const NEAR = 2;

/**
 * Of each cell of a picture, row after row: by how much luma goes up and down again from a pixel to the next (mean), in the direction
 * that has less of it. What only rises or only falls is an edge, or shade, and does not count.
 */
export interface Roughness {
  readonly wide: number;
  readonly high: number;
  readonly cells: Float32Array;
}

export function noRoughness({ width, height }: Size): Roughness {
  const [wide, high] = [Math.floor(width / CELL), Math.floor(height / CELL)];
  return { wide, high, cells: new Float32Array(wide * high) };
}

/**
 * Fills `roughness`. An edge, or stripes, are rough in one direction only. Most cells are smooth: where one direction is too smooth to
 * matter, the other is not asked.
 */
export function fillRoughness({ wide, high, cells }: Roughness, pixels: Uint8Array, { width }: Size): void {
  const pairs = (CELL - 1) * (CELL / STEP);
  for (let row = 0, cell = 0; row < high; row++) {
    for (let column = 0; column < wide; column++, cell++) {
      const first = row * CELL * width + column * CELL;
      const across = wavering(pixels, first, width, 1);
      const isSmooth = across < ALIKE * LEAST * pairs;
      cells[cell] = (isSmooth ? across : Math.min(across, wavering(pixels, first, width, width))) / pairs;
    }
  }
}

/** By how much luma goes up and down again along a cell's rows (`next` is 1) or columns (`next` is the width), in all: the way less the rise. */
function wavering(pixels: Uint8Array, first: number, width: number, next: number): number {
  const across = width + 1 - next;
  const end = (CELL - 1) * next;
  let sum = 0;
  for (let line = 0; line < CELL; line += STEP) {
    const start = first + line * across;
    for (let at = start; at < start + end; at += next) {
      const difference = (pixels[at + next] as number) - (pixels[at] as number);
      sum += difference < 0 ? -difference : difference;
    }
    sum -= Math.abs((pixels[start + end] as number) - (pixels[start] as number));
  }
  return sum;
}

/**
 * Share of the picture that became speckles: what a decoder makes of bits that mean something else is rough in both directions at
 * once, and comes out of nothing. Leaves, gravel and print are rough too, but were there before. What comes in at the picture's edges
 * is not looked at. With pictures and motion turned round: share of the picture before that ceased to be speckles.
 */
export function speckled(now: Roughness, before: Roughness, { x, y }: Motion): number {
  const { wide, high, cells } = now;
  const [right, down] = [Math.round(x / CELL), Math.round(y / CELL)];
  let count = 0;
  for (let row = Math.max(0, down) + NEAR; row < Math.min(high, high + down) - NEAR; row++) {
    for (let column = Math.max(0, right) + NEAR; column < Math.min(wide, wide + right) - NEAR; column++) {
      const rough = cells[row * wide + column] as number;
      if (rough >= LEAST && roughest(before, column - right, row - down) < ALIKE * rough) count++;
    }
  }
  return count / Math.max(1, wide * high);
}

function roughest({ wide, cells }: Roughness, column: number, row: number): number {
  let most = 0;
  for (let y = row - NEAR; y <= row + NEAR; y++) {
    const first = y * wide + column - NEAR;
    for (let at = first; at <= first + 2 * NEAR; at++) most = Math.max(most, cells[at] as number);
  }
  return most;
}
