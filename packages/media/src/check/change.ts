import type { Size } from "./size.ts";

const BLOCK = 16;
/** Every second pixel of every second row tells as much. */
const STEP = 2;
/** A block that changed by more than this (mean of its pixels, in luma) moves: the others need not be looked at. */
const MOVES = 12;
/** Less is the rounding of a codec. */
const CHANGES = 0.25;

export interface Change {
  /** Mean difference of the block that differs most, 0 to 255; more than MOVES is as good as 255. */
  readonly greatest: number;
  /** Share of the blocks that changed at all; 1 where one moves. */
  readonly share: number;
}

/** What changed between two pictures. */
export function changeOf(now: Uint8Array, before: Uint8Array, { width, height }: Size): Change {
  const columns = Math.ceil(width / BLOCK);
  const sums = new Uint32Array(columns);
  const counts = new Uint32Array(columns);
  let [greatest, changed, blocks] = [0, 0, 0];
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = Math.min(top + BLOCK, height);
    sums.fill(0);
    counts.fill(0);
    for (let y = top; y < bottom; y += STEP) {
      const row = y * width;
      for (let x = 0; x < width; x += STEP) {
        const difference = (now[row + x] as number) - (before[row + x] as number);
        const column = x >> 4;
        sums[column] = (sums[column] as number) + (difference < 0 ? -difference : difference);
        counts[column] = (counts[column] as number) + 1;
      }
    }
    for (let column = 0; column < columns; column++, blocks++) {
      const change = (sums[column] as number) / (counts[column] as number);
      greatest = Math.max(greatest, change);
      if (change > CHANGES) changed++;
    }
    if (greatest > MOVES) return { greatest: 255, share: 1 };
  }
  return { greatest, share: changed / blocks };
}
