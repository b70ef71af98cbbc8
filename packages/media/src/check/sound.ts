import type { Readable } from "node:stream";
import { rounded, SOUND_MS } from "@videoflow/core/defect/measured";
import type { MeasuredSound } from "@videoflow/core/defect/measured.schema";
import { inChunks } from "./chunks.ts";
import { kWeighting } from "./k-weighting.ts";
import type { Part } from "./part.ts";
import { TAPS, truePeak } from "./true-peak.ts";

export const SAMPLE_RATE = 48_000;
export const CHANNELS = 2;
const BYTES_A_SAMPLE = 4;
const SILENCE = -120;

/** See MeasuredSound. */
const NEAR_FULL = 0.85;

/** What the louder channel is asked for. */
const LOUDER = ["level", "nearFull"] as const;
type Sample = Record<(typeof LOUDER)[number] | "energy", number>;

/** Measures sound (interleaved stereo, 32 bit floats, little endian) in windows of SOUND_MS. */
export async function measureSound(pcm: Readable, { lead, count }: Part): Promise<MeasuredSound> {
  const measured = { level: [], nearFull: [], energy: [] } as Record<keyof Sample, number[]>;
  let highest = 0;
  let index = -lead;
  const channels = Array.from({ length: CHANNELS }, (_, channel) => ({
    channel,
    heard: kWeighting(),
    before: new Float32Array(TAPS - 1),
  }));
  const bytes = (SAMPLE_RATE * SOUND_MS * CHANNELS * BYTES_A_SAMPLE) / 1000;
  await inChunks(pcm, bytes, (piece) => {
    const sample = index++;
    if (sample >= count) return;
    const interleaved = new Float32Array(piece.buffer, piece.byteOffset, piece.length / BYTES_A_SAMPLE);
    const length = interleaved.length / CHANNELS;
    const results = channels.map((state): Sample => {
      const samples = new Float32Array(TAPS - 1 + length);
      samples.set(state.before);
      for (let at = 0; at < length; at++) samples[TAPS - 1 + at] = interleaved[at * CHANNELS + state.channel] as number;
      const own = samples.subarray(TAPS - 1);
      state.before = samples.slice(-(TAPS - 1));
      if (sample >= 0) highest = truePeak(samples, highest);
      return { ...levelsOf(own), energy: state.heard(own) };
    });
    if (sample < 0) return;
    for (const name of LOUDER) measured[name].push(rounded(Math.max(...results.map((one) => one[name])), 4));
    measured.energy.push(Number(results.reduce((sum, { energy }) => sum + energy, 0).toPrecision(6)));
  });
  return { ...measured, truePeak: rounded(highest, 5) };
}

function levelsOf(samples: Float32Array): Omit<Sample, "energy"> {
  let [squares, full] = [0, 0];
  for (let at = 0; at < samples.length; at++) {
    const sample = Math.abs(samples[at] as number);
    squares += sample * sample;
    if (sample >= NEAR_FULL) full++;
  }
  const count = samples.length;
  const level = squares > 0 ? Math.max(SILENCE, 10 * Math.log10(squares / count)) : SILENCE;
  return { level, nearFull: full / count };
}
