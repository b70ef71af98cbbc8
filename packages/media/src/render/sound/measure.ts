import { type Loudness, loudnessOf } from "@videoflow/core/defect/loudness";
import { SOUND_MS } from "@videoflow/core/defect/measured";
import { run } from "@videoflow/process/run";
import { kWeighting } from "../../check/k-weighting.ts";
import { measureSound } from "../../check/sound.ts";
import { TAPS } from "../../check/true-peak.ts";
import { untrusted } from "../../untrusted.ts";
import { SAMPLE_RATE, type Stereo } from "./stereo.ts";

const WINDOW = (SAMPLE_RATE * SOUND_MS) / 1000;

/** Integrated loudness of sound in memory, in LUFS; null when it is silent. */
export function lufsOf({ left, right }: Stereo): number | null {
  const heard = [left, right].map((samples) => ({ samples, weigh: kWeighting() }));
  const energy: number[] = [];
  for (let from = 0; from < left.length; from += WINDOW)
    energy.push(heard.reduce((sum, { samples, weigh }) => sum + weigh(samples.subarray(from, from + WINDOW)), 0));
  return loudnessOf({ energy, truePeak: 1 })?.integratedLufs ?? null;
}

/** With the samples before it that the wave is drawn from. */
export function withBefore(samples: Float32Array, from: number, to: number): Float32Array {
  const missing = Math.max(0, TAPS - 1 - from);
  if (missing === 0) return samples.subarray(from - (TAPS - 1), to);
  const padded = new Float32Array(TAPS - 1 + Math.min(to, samples.length) - from);
  padded.set(samples.subarray(0, to), missing);
  return padded;
}

/** Loudness of a file's first sound track as it is decoded; null when it is silent. */
export async function loudnessOfFile(path: string, timeoutMs: number): Promise<Loudness | null> {
  const args = ["-nostdin", "-v", "error", ...untrusted(path), "-map", "0:a:0"];
  const { value } = await run("ffmpeg", [...args, "-ar", String(SAMPLE_RATE), "-ac", "2", "-f", "f32le", "pipe:1"], {
    timeoutMs,
    read: (pcm) => measureSound(pcm, { lead: 0, count: Number.POSITIVE_INFINITY }),
  });
  return value ? loudnessOf(value) : null;
}
