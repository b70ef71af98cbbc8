import { readFile, writeFile } from "node:fs/promises";
import { type Fault, FRAME_RATE } from "./case.ts";
import { ffmpeg, ffprobe } from "./ffmpeg.ts";
import type { Random } from "./random.ts";

/**
 * Luma PSNR against the undamaged picture: under the first it is seen at once, up to the second by whoever looks for it. It is
 * of the whole picture: ten blocks of a thousand that are all wrong are at 36.
 */
const STRIKING_DB = 25;
const VISIBLE_DB = 36;
const LEAST_SECONDS = 0.4;
/** Between two spans of damage there may be this much that is whole. */
const GAP_SECONDS = 1.2;

/**
 * Turns bits over in the coded pictures of a file, as a bad card or link does, and says where the damage is to be seen when
 * it is decoded: there a label is true. Tries other bits until enough is seen.
 */
export async function damage(file: string, fault: Fault, random: Random, output: string): Promise<Fault[]> {
  for (let attempt = 0; attempt < 20; attempt++) {
    await flipBits(file, fault, random, output);
    const spans = spansOf(await compare(file, output));
    if (spans.length > 0 && spans.every(isStriking)) return spans.map(({ start, end }) => ({ ...fault, start, end }));
  }
  throw new Error(`No damage to ${file} was to be seen at once`);
}

async function flipBits(file: string, { start, end, strength }: Fault, random: Random, output: string): Promise<void> {
  const list = await ffprobe([
    ...["-select_streams", "v:0", "-show_entries", "packet=pts_time,size,pos", "-of", "csv=p=0", file],
  ]);
  const bytes = await readFile(file);
  const packets = list
    .trim()
    .split("\n")
    .map((line) => line.split(",").map(Number));
  const hit = packets.filter(([time = -1]) => time >= start - 0.001 && time < end);
  const share = 0.2 + 0.5 * strength;
  for (const [index, [, size = 0, position = 0]] of hit.entries()) {
    if (index > 0 && !random.chance(share)) continue;
    for (let flips = random.whole(1, 4); flips > 0; flips--) {
      // The first bytes are lengths and headers: without them the picture is missing, not damaged.
      const at = position + random.whole(Math.min(60, size - 1), size - 1);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.whole(0, 7));
    }
  }
  await writeFile(output, bytes);
}

interface Seen {
  readonly time: number;
  readonly decibels: number;
}

/** The pictures that are other than those of the undamaged file. */
async function compare(clean: string, damaged: string): Promise<Seen[]> {
  const graph = "[0:v]fps=25:start_time=0[a];[1:v]fps=25:start_time=0[b];[a][b]psnr=stats_file=-";
  // Several threads would conceal what is broken in another way each time.
  const damagedOnce = ["-threads", "1", "-i", damaged];
  const stats = await ffmpeg(["-v", "fatal", "-i", clean, ...damagedOnce, "-lavfi", graph, "-f", "null", "-"]);
  return [...stats.matchAll(/^n:(\d+).*psnr_y:(\S+)/gm)]
    .map(([, number, psnr]) => ({ time: (Number(number) - 1) / FRAME_RATE, decibels: Number(psnr) }))
    .filter(({ decibels }) => decibels < VISIBLE_DB);
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly worst: number;
}

const isStriking = ({ start, end, worst }: Span): boolean => worst < STRIKING_DB && end - start >= LEAST_SECONDS;

function spansOf(pictures: readonly Seen[]): Span[] {
  const spans: Span[] = [];
  for (const { time, decibels } of pictures) {
    const last = spans.at(-1);
    const end = time + 1 / FRAME_RATE;
    if (!last || time - last.end > GAP_SECONDS) spans.push({ start: time, end, worst: decibels });
    else spans[spans.length - 1] = { start: last.start, end, worst: Math.min(last.worst, decibels) };
  }
  return spans;
}
