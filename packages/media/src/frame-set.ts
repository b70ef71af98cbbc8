/** Pictures of one piece of footage at even distances, as frame capture writes them. */
export interface FrameSet {
  readonly count: number;
  readonly intervalMs: number;
  /** Whole JPEGs, by their numbers from 0 on, in the order that they are asked for. */
  read(indexes: Iterable<number>): AsyncIterable<Uint8Array>;
}

/** Arguments that read JPEG after JPEG. */
export const FRAMES_FROM_INPUT = ["-protocol_whitelist", "pipe", "-f", "mjpeg", "-i", "pipe:0"];

/** Every `step`th frame from `first` on, `count` at most. */
export const everyNth = (frames: FrameSet, step: number, first = 0, count = frames.count): number[] =>
  Array.from({ length: count }, (_, index) => first + index * step).filter((index) => index < frames.count);

export async function readFrame(frames: FrameSet, index: number): Promise<Uint8Array> {
  for await (const bytes of frames.read([index])) return bytes;
  throw new Error(`There is no frame ${index}`);
}
