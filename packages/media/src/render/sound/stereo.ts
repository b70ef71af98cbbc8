import type { Rate } from "../rate.ts";

export const SAMPLE_RATE = 48_000;

/** Samples of both sides, 1 being full scale, at SAMPLE_RATE. */
export interface Stereo {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

export const silence = (samples: number): Stereo => ({
  left: new Float32Array(samples),
  right: new Float32Array(samples),
});

/** The sample at which a frame begins. */
export const sampleAt = (frame: number, { numerator, denominator }: Rate): number =>
  Math.round((frame * SAMPLE_RATE * denominator) / numerator);

export const amplitude = (db: number): number => 10 ** (db / 20);

export const decibels = (value: number): number => 20 * Math.log10(value);

/** As ffmpeg reads and writes it: 32 bit floats, left and right in turns, some at a time. */
export function* interleaved({ left, right }: Stereo, atOnce = 65_536): Generator<Uint8Array> {
  for (let from = 0; from < left.length; from += atOnce) {
    const count = Math.min(atOnce, left.length - from);
    const floats = new Float32Array(count * 2);
    for (let at = 0; at < count; at++) {
      floats[2 * at] = left[from + at] as number;
      floats[2 * at + 1] = right[from + at] as number;
    }
    yield new Uint8Array(floats.buffer);
  }
}
