import type { Bands, Cut, Cuts } from "./bands.ts";
import type { Size } from "./size.ts";

/** More (in luma) is an edge of what is seen, and counts as no more. */
const MOST = 4;
/** Every second line of blocks tells as much. */
const EVERY = 2;
/** Of a block: how far off the grid the steps are that these are compared with. */
const BESIDE = [6 / 16, 10 / 16];

/**
 * By how much the steps at borders of the original's blocks stand out more than steps beside them, in luma (mean of both directions,
 * added up): coarse data leaves each block with a brightness of its own, all over the picture. Scenes have as much of
 * it on the grid as beside it; rarely more, and then before and after as well.
 */
export function stepsAtBorders(bands: Bands, { width, height }: Size, { across, down }: Cuts): number {
  const at = (shift: number) =>
    meanStep(bands.rows, width, down, across, shift) + meanStep(bands.columns, height, across, down, shift);
  return at(0) - BESIDE.reduce((sum, shift) => sum + at(shift), 0) / BESIDE.length;
}

/** Of the borders of `along`'s blocks, in each line of `lines`' blocks: the step, less what is beside it within either block. */
function meanStep(bands: Float32Array, length: number, lines: Cut, along: Cut, shift: number): number {
  const parts = lines.bandsABlock;
  const { pitch, offset } = along.grid;
  const isSharp = Number.isInteger(pitch / 16) && Number.isInteger(offset);
  const [near, far] = isSharp ? [0, 2] : [1, 3];
  const blocks = (along.edges.length - 1) / along.bandsABlock;
  const places = Array.from({ length: blocks - 1 }, (_, block) => Math.round(offset + (block + 1 + shift) * pitch));
  const borders = Int32Array.from(places.filter((border) => border + far < length));
  const end = (lines.edges.length - 1) * length;
  const most = MOST * parts;
  let sum = 0;
  let count = 0;
  for (let line = 0; line < end; line += EVERY * parts * length, count += borders.length) {
    for (let border = 0; border < borders.length; border++) {
      let left = 0;
      let right = 0;
      let farLeft = 0;
      let farRight = 0;
      for (let part = 0, at = line + (borders[border] as number); part < parts; part++, at += length) {
        left += bands[at - 1 - near] as number;
        right += bands[at + near] as number;
        farLeft += bands[at - 1 - far] as number;
        farRight += bands[at + far] as number;
      }
      const step = Math.abs(left - right) - Math.max(Math.abs(left - farLeft), Math.abs(right - farRight));
      sum += Math.max(-most, Math.min(most, step));
    }
  }
  return count === 0 ? 0 : sum / (count * parts);
}
