import type { Size } from "./size.ts";

/** Side of a cell, in pixels; every second row of it tells as much. */
const CELL = 8;
const STEP = 2;
const PIXELS = CELL * (CELL / STEP);
/** Mean difference of a cell's pixels from the ones before, in luma, from which on it shows something else. */
const FOREIGN = 8;
/** Mean difference of neighbours in luma: what is smoother or rougher is bare, or print and leaves, of which any movement makes more. */
const ROUGH = [1, 8] as const;
/** How smooth it was before, as a share. */
const SMOOTH = 0.5;

/** Of a picture's cells, shares from 0 to 1. */
export interface ChangedCells {
  /** Those that show something else than before. */
  readonly foreign: number;
  /** Those that are twice as rough across as before, or more. */
  readonly roughened: number;
}

/**
 * What became of the picture's cells, compared with the one before (moved along). Every second one of every second row is looked
 * at, and none at the edges.
 */
export function changedCells(now: Uint8Array, before: Uint8Array, { width, height }: Size): ChangedCells {
  let [cells, foreign, roughened] = [0, 0, 0];
  for (let top = CELL; top + 2 * CELL <= height; top += 2 * CELL) {
    for (let left = CELL; left + 2 * CELL <= width; left += 2 * CELL, cells++) {
      let apart = 0;
      let rough = 0;
      let wasRough = 0;
      for (let y = top; y < top + CELL; y += STEP) {
        const first = y * width + left;
        let here = now[first] as number;
        let there = before[first] as number;
        for (let at = first + 1; at <= first + CELL; at++) {
          const next = now[at] as number;
          const nextBefore = before[at] as number;
          apart += here < there ? there - here : here - there;
          rough += next < here ? here - next : next - here;
          wasRough += nextBefore < there ? there - nextBefore : nextBefore - there;
          here = next;
          there = nextBefore;
        }
      }
      if (apart > FOREIGN * PIXELS) foreign++;
      if (rough >= ROUGH[0] * PIXELS && rough < ROUGH[1] * PIXELS && wasRough < SMOOTH * rough) roughened++;
    }
  }
  return { foreign: foreign / Math.max(1, cells), roughened: roughened / Math.max(1, cells) };
}
