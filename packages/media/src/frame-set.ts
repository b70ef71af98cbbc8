import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Pictures of one piece of footage at even distances, as frame capture writes them: `<name>.0000000.jpg` and so on. */
export interface FrameSet {
  readonly directory: string;
  /** What stands before the number, e.g. `frame`. Letters, digits, `-` and `_`. */
  readonly name: string;
  readonly count: number;
  readonly intervalMs: number;
}

export const framePath = ({ directory, name }: FrameSet, index: number): string =>
  join(directory, `${name}.${String(index).padStart(7, "0")}.jpg`);

/** Arguments that read what `frameBytes` feeds: JPEG after JPEG. */
export const FRAMES_FROM_INPUT = ["-protocol_whitelist", "pipe", "-f", "mjpeg", "-i", "pipe:0"];

/** The files of the frames at `indexes`, one after another. */
export async function* frameBytes(frames: FrameSet, indexes: Iterable<number>): AsyncGenerator<Uint8Array> {
  for (const index of indexes) yield await readFile(framePath(frames, index));
}

/** Every `step`th frame from `first` on, `count` at most. */
export const everyNth = (frames: FrameSet, step: number, first = 0, count = frames.count): number[] =>
  Array.from({ length: count }, (_, index) => first + index * step).filter((index) => index < frames.count);
