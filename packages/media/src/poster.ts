import { readFile, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { run } from "@videoflow/process/run";
import { everyNth, FRAMES_FROM_INPUT, type FrameSet, readFrame } from "./frame-set.ts";
import { jpegSize } from "./jpeg.ts";

const MOST_CANDIDATES = 60;
/** Candidates are looked at in grey, this large whatever their shape. */
const [WIDTH, HEIGHT] = [160, 90];
const WIDEST = 1280;

export interface Poster {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** The moment that it shows. */
  readonly atMs: number;
}

/**
 * Chooses the frame that stands best for the footage (well lit, rich in contrast, sharp, and like the rest) and writes
 * it to `output` as JPEG, at most 1280 wide; one that is no wider as it is. Looks at sixty frames at most.
 */
export async function poster(frames: FrameSet, output: string): Promise<Poster> {
  const candidates = everyNth(frames, Math.max(1, Math.ceil(frames.count / MOST_CANDIDATES)));
  const looks = (await greyFrames(frames.read(candidates))).map(lookAt);
  const best = candidates[indexOfBest(looks)] ?? 0;
  const picture = await readFrame(frames, best);
  if (jpegSize(picture).width > WIDEST) await drawSmaller(picture, output);
  else await writeFile(output, picture);
  return { path: output, ...jpegSize(await readFile(output)), atMs: best * frames.intervalMs };
}

async function drawSmaller(picture: Uint8Array, output: string): Promise<void> {
  await run(
    "ffmpeg",
    [
      ...["-v", "error", "-y", ...FRAMES_FROM_INPUT, "-vf", `scale=${WIDEST}:-2`],
      ...["-frames:v", "1", "-q:v", "2", "-f", "image2", "-update", "1", `file:${output}`],
    ],
    { input: Readable.from([picture]) },
  );
}

async function greyFrames(input: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const filter = `scale=${WIDTH}:${HEIGHT}:flags=area,format=gray`;
  const { value: grey } = await run(
    "ffmpeg",
    [
      ...["-v", "error", "-lowres", "1", ...FRAMES_FROM_INPUT, "-vf", filter],
      ...["-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"],
    ],
    { input, read: buffer },
  );
  const size = WIDTH * HEIGHT;
  if (grey.length < size) throw new Error("None of the frames can be decoded");
  return Array.from({ length: Math.floor(grey.length / size) }, (_, index) =>
    grey.subarray(index * size, (index + 1) * size),
  );
}

/** What is seen of one frame. All values from 0 to 255, but the histogram's shares. */
export interface Look {
  readonly brightness: number;
  /** Standard deviation of the brightness. */
  readonly contrast: number;
  /** Mean of the absolute Laplacian: how hard the edges are. */
  readonly sharpness: number;
  /** Shares of 16 levels of brightness. */
  readonly histogram: readonly number[];
}

export function lookAt(grey: Uint8Array): Look {
  const histogram = new Array<number>(16).fill(0);
  let [sum, squares, edges] = [0, 0, 0];
  for (const [at, value] of grey.entries()) {
    sum += value;
    squares += value * value;
    histogram[value >> 4] = (histogram[value >> 4] ?? 0) + 1 / grey.length;
    const [left, right, above, below] = [grey[at - 1], grey[at + 1], grey[at - WIDTH], grey[at + WIDTH]];
    if (left === undefined || right === undefined || above === undefined || below === undefined) continue;
    edges += Math.abs(4 * value - left - right - above - below);
  }
  const brightness = sum / grey.length;
  const contrast = Math.sqrt(Math.max(0, squares / grey.length - brightness ** 2));
  return { brightness, contrast, sharpness: edges / grey.length, histogram };
}

/** Each quality counts as a factor, so that a black or blank frame loses whatever else is right. Earliest wins a tie. */
export function indexOfBest(looks: readonly Look[]): number {
  const mean = Array.from({ length: 16 }, (_, level) => average(looks.map((look) => look.histogram[level] ?? 0)));
  const sharpest = Math.max(...looks.map((look) => look.sharpness), 1);
  const scores = looks.map(({ brightness, contrast, sharpness, histogram }) => {
    const exposure = Math.max(0.01, 1 - Math.abs(brightness - 118) / 128);
    const likeness = histogram.reduce((shared, share, level) => shared + Math.min(share, mean[level] ?? 0), 0);
    return exposure * Math.min(1, 0.01 + contrast / 50) * (0.4 + 0.6 * (sharpness / sharpest)) * (0.5 + 0.5 * likeness);
  });
  return scores.indexOf(Math.max(...scores));
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
