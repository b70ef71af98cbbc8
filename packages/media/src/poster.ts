import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { run } from "@videoflow/process/run";
import { everyNth, FRAMES_FROM_INPUT, type FrameSet, readFrame } from "./frame-set.ts";
import { jpegSize } from "./jpeg.ts";

const MOST_CANDIDATES = 60;
/** Candidates are looked at in grey, this large whatever their shape. */
const [WIDTH, HEIGHT] = [160, 90];
const WIDEST = 1280;
/** From this height on, half of it fills a card also where two pixels stand for one. */
const HALVED_FROM = 480;

interface Picture {
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

export interface Poster extends Picture {
  /** The moment that it shows. */
  readonly atMs: number;
  /** The same for a card of a list, of which a window shows dozens: half as large, or the poster itself where that is small. */
  readonly thumbnail: Picture;
}

/**
 * Chooses the frame that stands best for the footage (well lit, rich in contrast, sharp, and like the rest) and writes
 * it to `directory` as JPEG, at most 1280 wide; one that is no wider as it is. Looks at sixty frames at most.
 */
export async function poster(frames: FrameSet, directory: string): Promise<Poster> {
  const candidates = everyNth(frames, Math.max(1, Math.ceil(frames.count / MOST_CANDIDATES)));
  const looks = (await greyFrames(frames.read(candidates), directory)).map(lookAt);
  const chosen = indexOfBest(looks);
  const best = candidates[chosen] ?? 0;
  const frame = await readFrame(frames, best);
  const path = join(directory, "poster.jpg");
  const { width, height } = jpegSize(frame);
  if (width > WIDEST) await drawSmaller(frame, path);
  else await writeFile(path, frame);
  const picture = await pictureAt(path);
  const thumbnail = height < HALVED_FROM ? picture : await pictureAt(join(directory, `half.${chosen}.jpg`));
  return { ...picture, atMs: best * frames.intervalMs, thumbnail };
}

const pictureAt = async (path: string): Promise<Picture> => ({ path, ...jpegSize(await readFile(path)) });

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

/** The frames to be compared. They are read at half their size, and stay in `directory` like this: `half.0.jpg` and so on. */
async function greyFrames(input: AsyncIterable<Uint8Array>, directory: string): Promise<Uint8Array[]> {
  const filter = `split[half][all];[all]scale=${WIDTH}:${HEIGHT}:flags=area,format=gray[grey]`;
  const { value: grey } = await run(
    "ffmpeg",
    [
      ...["-v", "error", "-lowres", "1", ...FRAMES_FROM_INPUT, "-filter_complex", filter],
      ...["-map", "[grey]", "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"],
      ...["-map", "[half]", "-fps_mode", "passthrough", "-q:v", "4"],
      ...["-f", "image2", "-start_number", "0", "half.%d.jpg"],
    ],
    { input, read: buffer, cwd: directory },
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
