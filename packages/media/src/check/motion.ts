import type { Size } from "./size.ts";

/** How far the whole picture has moved, in pixels: what was at (0, 0) is at (x, y) now. */
export interface Motion {
  readonly x: number;
  readonly y: number;
}

const STILL: Motion = { x: 0, y: 0 };

export const isStill = ({ x, y }: Motion): boolean => x === 0 && y === 0;

/** A picture and, smaller and smaller, its likenesses: each level has the means of four pixels of the level before. */
export type Pyramid = readonly Level[];

interface Level extends Size {
  pixels: Uint8Array;
}

const LEVELS = 4;
/** Side of what a pixel of the smallest level is the mean of, in pixels of the picture. */
const SMALLEST = 2 ** (LEVELS - 1);
/** On the smallest level: 32 pixels of the picture, between two of them. */
const REACH = 4;
/** Pixels that are compared, at most, but for what rounding adds. */
const SAMPLES = 2000;
/** From this difference on (in luma) two pixels are unlike, and no more so however they differ: what moves by itself has little say. */
const UNLIKE = 24;
/** What moves must fit so much better than what stands still. */
const GAIN = 0.9;

export function noPyramid({ width, height }: Size): Pyramid {
  return Array.from({ length: LEVELS }, (_, level) => {
    const [wide, high] = [width >> level, height >> level];
    return { width: wide, height: high, pixels: new Uint8Array(level === 0 ? 0 : wide * high) };
  });
}

/** The first level is the picture itself: good for as long as that is. Always of one class, which is read much faster than two. */
export function fillPyramid(pyramid: Pyramid, picture: Uint8Array): void {
  (pyramid[0] as Level).pixels = new Uint8Array(picture.buffer, picture.byteOffset, picture.length);
  pyramid.reduce((larger, level) => halve(larger, level));
}

function halve(larger: Level, level: Level): Level {
  const { pixels, width, height } = level;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0, from = 2 * y * larger.width; x < width; x++, from += 2, at++) {
      const below = from + larger.width;
      const upper = (larger.pixels[from] as number) + (larger.pixels[from + 1] as number);
      pixels[at] = (upper + (larger.pixels[below] as number) + (larger.pixels[below + 1] as number) + 2) >> 2;
    }
  }
  return level;
}

export interface Shift extends Motion {
  /** Share of the pixels that are unlike all the same, of those that both pictures show; 0 to 1. */
  readonly unlike: number;
}

/**
 * How the camera moved: the shift that makes two pictures most alike, looked for on a small picture first and then more exactly
 * on larger ones. None where no shift makes them much more alike than they are.
 */
export function motionOf(now: Pyramid, before: Pyramid): Shift {
  let best: Motion = STILL;
  for (let level = LEVELS - 1; level >= 0; level--) {
    const around = { x: 2 * best.x, y: 2 * best.y };
    best = bestNear(now[level] as Level, before[level] as Level, around, level === LEVELS - 1 ? REACH : 1);
  }
  const [moved, still] = [best, STILL].map((motion) => ({
    ...motion,
    ...compare(now[0] as Level, before[0] as Level, motion),
  })) as [Shift & Likeness, Shift & Likeness];
  return moved.difference < GAIN * still.difference ? moved : still;
}

function bestNear(now: Level, before: Level, around: Motion, reach: number): Motion {
  let [best, least] = [around, Number.POSITIVE_INFINITY];
  for (let y = around.y - reach; y <= around.y + reach; y++) {
    for (let x = around.x - reach; x <= around.x + reach; x++) {
      const { difference } = compare(now, before, { x, y });
      if (difference < least) [best, least] = [{ x, y }, difference];
    }
  }
  return best;
}

interface Likeness {
  /** Mean of the pixels, in luma; UNLIKE at most. */
  readonly difference: number;
  readonly unlike: number;
}

function compare(now: Level, before: Level, { x, y }: Motion): Likeness {
  const { width, height } = now;
  const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / SAMPLES)));
  const [left, right, bottom] = [Math.max(0, x), Math.min(width, width + x), Math.min(height, height + y)];
  let [sum, unlike, count] = [0, 0, 0];
  for (let row = Math.max(0, y); row < bottom; row += step) {
    const [here, there] = [row * width, (row - y) * width - x];
    for (let column = left; column < right; column += step, count++) {
      const difference = (now.pixels[here + column] as number) - (before.pixels[there + column] as number);
      const apart = difference < 0 ? -difference : difference;
      if (apart < UNLIKE) sum += apart;
      else unlike++;
    }
  }
  return count === 0
    ? { difference: UNLIKE, unlike: 1 }
    : { difference: (sum + UNLIKE * unlike) / count, unlike: unlike / count };
}

/**
 * How alike the large shapes of two pictures are, brightness and contrast included: the concordance correlation of their smallest
 * levels (Lin 1989), 1 for the same picture, around 0 for another. What is fine, and what is local, has little say.
 */
export function likeness(now: Pyramid, before: Pyramid, { x, y }: Motion): number {
  const [one, other] = [now.at(-1), before.at(-1)] as [Level, Level];
  const { width, height } = one;
  const [right, down] = [Math.round(x / SMALLEST), Math.round(y / SMALLEST)];
  let [count, sum, sumBefore, squares, products] = [0, 0, 0, 0, 0];
  for (let row = Math.max(0, down); row < Math.min(height, height + down); row++) {
    for (let column = Math.max(0, right); column < Math.min(width, width + right); column++, count++) {
      const luma = one.pixels[row * width + column] as number;
      const lumaBefore = other.pixels[(row - down) * width + column - right] as number;
      sum += luma;
      sumBefore += lumaBefore;
      squares += luma * luma + lumaBefore * lumaBefore;
      products += luma * lumaBefore;
    }
  }
  const spread = count * squares - 2 * sum * sumBefore;
  return spread > 0 ? (2 * (count * products - sum * sumBefore)) / spread : 1;
}

/** Writes into `moved` the picture before, moved along; where it shows nothing of what is seen now, the picture now. */
export function moveAlong(moved: Uint8Array, now: Pyramid, before: Pyramid, { x, y }: Motion): void {
  const { width, height, pixels } = before[0] as Level;
  moved.set((now[0] as Level).pixels);
  for (let row = Math.max(0, y); row < Math.min(height, height + y); row++) {
    const from = (row - y) * width;
    moved.set(pixels.subarray(from + Math.max(0, -x), from + Math.min(width, width - x)), row * width + Math.max(0, x));
  }
}
