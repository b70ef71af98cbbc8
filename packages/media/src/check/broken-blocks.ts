import type { Bands, Cut, Cuts } from "./bands.ts";
import type { Size } from "./size.ts";

/** The change breaks off at a border where both sides of it differ by so much (in luma) ... */
const LEAST_STEP = 4;
/** ... and by so many times more than the change differs within either side. */
const STEEPNESS = 1.5;
/** Of a block's four borders; what moves has an edge on two of them at most, but for rare chances. */
const LEAST_BORDERS = 3;
/**
 * A block with two borders that meet counts as so much of one: what was torn out of its place in one piece has no more than that, at
 * its corners. Of what moves there are as many off the grid.
 */
const CORNER = 1 / 6;
/** Of a block: how far off the grid it is looked whether the same is found there as well. No place of smaller blocks. */
const SHIFTS = [3 / 16, 6 / 16, 10 / 16, 13 / 16];

export interface BrokenBlocks {
  /** Blocks on which the change breaks off on three sides or all four, and a part of those on which it does at a corner. */
  readonly on: number;
  /** The same, counted as if the blocks lay elsewhere: the most of four places. Not looked for where there are none on it. */
  readonly off: number;
}

/**
 * How many blocks of the original came out wrong, or right again, since the picture before. Lost or coarse data changes
 * whole blocks; what moves, or lies still, does not care where blocks begin.
 */
export function brokenBlocks(now: Bands, before: Bands, { width, height }: Size, { across, down }: Cuts): BrokenBlocks {
  const rows = { now: now.rows, before: before.rows, length: width, lines: down, along: across };
  const columns = { now: now.columns, before: before.columns, length: height, lines: across, along: down };
  const count = (shift: number) => surrounded(breaks(rows, shift), breaks(columns, shift), across, down);
  const on = count(0);
  return { on, off: on === 0 ? 0 : Math.max(...SHIFTS.map(count)) };
}

/** Bands of two pictures, each `length` pixels long: those of `lines`' blocks, which are cut by `along`'s. */
interface Direction {
  readonly now: Float32Array;
  readonly before: Float32Array;
  readonly length: number;
  readonly lines: Cut;
  readonly along: Cut;
}

const blocksOf = ({ edges, bandsABlock }: Cut): number => (edges.length - 1) / bandsABlock;

/**
 * Where the change breaks off between a block and the one before it in the same line of blocks: a line of `along`'s blocks
 * for each of `lines`' blocks. Scaling has smeared a border over two pixels: they are left out.
 */
function breaks({ now, before, length, lines, along }: Direction, shift: number): Uint8Array {
  const blocks = blocksOf(along);
  const parts = lines.bandsABlock;
  const { pitch, offset } = along.grid;
  const isSharp = Number.isInteger(pitch / 16) && Number.isInteger(offset);
  const [near, far] = isSharp ? [0, 2] : [1, 3];
  const borders = Int32Array.from({ length: blocks }, (_, block) => Math.round(offset + (block + shift) * pitch));
  const last = borders.findLastIndex((border) => border + far < length);
  const found = new Uint8Array(blocksOf(lines) * blocks);
  for (let line = 0, result = 0; result < found.length; line += parts, result += blocks) {
    for (let block = 1; block <= last; block++) {
      const border = line * length + (borders[block] as number);
      let [left, right] = [0, 0];
      for (let part = 0, at = border; part < parts; part++, at += length) {
        left += (now[at - 1 - near] as number) - (before[at - 1 - near] as number);
        right += (now[at + near] as number) - (before[at + near] as number);
      }
      const step = Math.abs(left - right);
      if (step < LEAST_STEP * parts) continue;
      let [farLeft, farRight] = [0, 0];
      for (let part = 0, at = border; part < parts; part++, at += length) {
        farLeft += (now[at - 1 - far] as number) - (before[at - 1 - far] as number);
        farRight += (now[at + far] as number) - (before[at + far] as number);
      }
      const within = Math.max(Math.abs(left - farLeft), Math.abs(right - farRight));
      if (step >= STEEPNESS * within) found[result + block] = 1;
    }
  }
  return found;
}

function surrounded(vertical: Uint8Array, horizontal: Uint8Array, across: Cut, down: Cut): number {
  const [wide, high] = [blocksOf(across), blocksOf(down)];
  let count = 0;
  for (let y = 1; y < high - 1; y++) {
    for (let x = 1; x < wide - 1; x++) {
      const sides = (vertical[y * wide + x] as number) + (vertical[y * wide + x + 1] as number);
      if (sides === 0) continue;
      const borders = sides + (horizontal[x * high + y] as number) + (horizontal[x * high + y + 1] as number);
      if (borders >= LEAST_BORDERS) count++;
      else if (borders > sides) count += CORNER;
    }
  }
  return count;
}
