import type { Readable } from "node:stream";
import type { SampledFrame, Shot } from "@videoflow/core/vision/vision.schema";
import { run } from "@videoflow/process/run";
import { FRAMES_FROM_INPUT } from "./frame-set.ts";
import { palette } from "./palette.ts";
import { HASHED_SIDE, hashDistance, pictureHash } from "./picture-hash.ts";

/** What decides which frames are kept. */
export const SAMPLE_PARAMETERS = { distance: 8, longestMs: 30_000 } as const;

/** Frames are looked at this large, whatever their shape. */
const SIDE = 2 * HASHED_SIDE;
const FRAME_BYTES = SIDE * SIDE * 3;
const TIMEOUT_MS = 14 * 60_000;

interface Frames {
  /** Whole JPEGs in the order of time. */
  readonly jpegs: AsyncIterable<Uint8Array>;
  readonly count: number;
  readonly intervalMs: number;
  readonly shots: readonly Shot[];
}

/**
 * Chooses the frames that are worth looking at: those that begin a shot, differ from the last one chosen, or come half a
 * minute after it. A shot between two frames has none. Holds a few frames at a time, however many there are.
 */
export async function sample({ jpegs, count, intervalMs, shots }: Frames): Promise<SampledFrame[]> {
  const filter = `scale=${SIDE}:${SIDE}:flags=area,format=rgb24`;
  const { value: frames } = await run(
    "ffmpeg",
    [
      ...["-v", "error", "-lowres", "1", ...FRAMES_FROM_INPUT, "-vf", filter],
      ...["-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"],
    ],
    { timeoutMs: TIMEOUT_MS, input: jpegs, read: (output) => choose(output, intervalMs, shots) },
  );
  if (frames.seen !== count) throw new Error(`Of ${count} frames ${frames.seen} could be decoded`);
  return frames.chosen;
}

async function choose(output: Readable, intervalMs: number, shots: readonly Shot[]) {
  const chosen: SampledFrame[] = [];
  let seen = 0;
  let shotAt = 0;
  let last: { hash: string; atMs: number; shot: Shot | undefined } | undefined;
  for await (const rgb of pictures(output)) {
    const index = seen++;
    const atMs = index * intervalMs;
    while ((shots[shotAt]?.endMs ?? Number.POSITIVE_INFINITY) <= atMs && shotAt < shots.length - 1) shotAt++;
    const shot = shots[shotAt];
    const hash = pictureHash(greys(rgb));
    const isWorth =
      last?.shot !== shot ||
      hashDistance(last?.hash ?? "", hash) > SAMPLE_PARAMETERS.distance ||
      atMs - (last?.atMs ?? 0) >= SAMPLE_PARAMETERS.longestMs;
    if (!isWorth) continue;
    end(chosen.at(-1), atMs);
    // Behind the last picture there may be one more frame, which shows it still.
    chosen.push({ index, atMs, hash, untilMs: Math.max(shot?.endMs ?? 0, atMs), colours: palette(rgb) });
    last = { hash, atMs, shot };
  }
  return { chosen, seen };
}

/** A frame stands for what follows it up to the next one, and never beyond its own shot. */
function end(frame: SampledFrame | undefined, atMs: number): void {
  if (frame) frame.untilMs = Math.min(frame.untilMs, atMs);
}

async function* pictures(output: Readable): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of output as AsyncIterable<Buffer>) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    for (; at + FRAME_BYTES <= rest.length; at += FRAME_BYTES) yield rest.subarray(at, at + FRAME_BYTES);
    rest = rest.subarray(at);
  }
}

/** Brightness (ITU-R BT.601) of each four points together. */
function greys(rgb: Uint8Array): Float32Array {
  const grey = new Float32Array(HASHED_SIDE * HASHED_SIDE);
  for (let at = 0; at < FRAME_BYTES; at += 3) {
    const [x, y] = [(at / 3) % SIDE, Math.floor(at / 3 / SIDE)];
    const cell = (y >> 1) * HASHED_SIDE + (x >> 1);
    const value = 0.299 * (rgb[at] ?? 0) + 0.587 * (rgb[at + 1] ?? 0) + 0.114 * (rgb[at + 2] ?? 0);
    grey[cell] = (grey[cell] ?? 0) + value / 4;
  }
  return grey;
}
