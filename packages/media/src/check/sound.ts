import type { Readable } from "node:stream";
import { type MeasuredSound, SAMPLE_MS } from "@videoflow/core/defect/measured";
import { inChunks } from "./chunks.ts";

export const SAMPLE_RATE = 48_000;
export const CHANNELS = 2;
const BYTES_A_SAMPLE = 4;
const SILENCE = -120;

/** See MeasuredSound. */
const NEAR_FULL = 0.85;
const NEAR_SPREAD = NEAR_FULL * Math.SQRT1_2;

/** Measures sound (interleaved stereo, 32 bit floats, little endian) in windows of SAMPLE_MS. */
export async function measureSound(pcm: Readable): Promise<MeasuredSound> {
  const measured = { level: [], peak: [], nearFull: [], nearSpread: [] } as Record<keyof MeasuredSound, number[]>;
  const bytes = (SAMPLE_RATE * SAMPLE_MS * CHANNELS * BYTES_A_SAMPLE) / 1000;
  await inChunks(pcm, bytes, (piece) => {
    const samples = new Float32Array(piece.buffer, piece.byteOffset, piece.length / BYTES_A_SAMPLE);
    const channels = Array.from({ length: CHANNELS }, (_, channel) => measureChannel(samples, channel));
    for (const name of ["level", "peak", "nearFull", "nearSpread"] as const)
      measured[name].push(Math.max(...channels.map((channel) => channel[name])));
  });
  return measured;
}

function measureChannel(samples: Float32Array, channel: number): Record<keyof MeasuredSound, number> {
  let [squares, peak, full, spread] = [0, 0, 0, 0];
  for (let at = channel; at < samples.length; at += CHANNELS) {
    const sample = Math.abs(samples[at] as number);
    squares += sample * sample;
    if (sample > peak) peak = sample;
    if (sample >= NEAR_SPREAD) spread++;
    if (sample >= NEAR_FULL) full++;
  }
  const count = samples.length / CHANNELS;
  const level = squares > 0 ? Math.max(SILENCE, 10 * Math.log10(squares / count)) : SILENCE;
  return { level, peak, nearFull: full / count, nearSpread: spread / count };
}
