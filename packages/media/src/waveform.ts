import { writeFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { run } from "@videoflow/process/run";
import { untrusted } from "./untrusted.ts";

const POINTS_A_SECOND = 20;
/** Half an hour at full detail; longer sound gets coarser points, so memory and the file stay the same. */
const MOST_POINTS = 36_000;

/** Peaks in audiowaveform's JSON format, version 2: pairs of the lowest and highest sample (8 bits) of each point. */
export interface Peaks {
  readonly version: 2;
  readonly channels: 1;
  readonly sample_rate: number;
  readonly samples_per_pixel: number;
  readonly bits: 8;
  /** Number of points; `data` has two values for each. */
  readonly length: number;
  readonly data: readonly number[];
}

export interface Sound {
  readonly path: string;
  readonly sampleRate: number;
  readonly durationMs: number;
}

/** Writes the peaks of `sound` (its first track, as mono) to `output` and returns them. */
export async function waveform({ path, sampleRate, durationMs }: Sound, output: string): Promise<Peaks> {
  const samples = (durationMs / 1000) * sampleRate;
  const perPoint = Math.max(Math.floor(sampleRate / POINTS_A_SECOND), Math.ceil(samples / MOST_POINTS));
  const { value: data } = await run(
    "ffmpeg",
    [
      ...["-nostdin", "-v", "error", ...untrusted(path), "-map", "0:a:0"],
      ...["-ac", "1", "-ar", String(sampleRate), "-f", "s16le", "pipe:1"],
    ],
    { timeoutMs: 600_000, read: (pcm) => peaksOf(pcm, perPoint) },
  );
  if (data.length === 0) throw new Error(`Not one sample could be decoded from ${path}`);
  const peaks: Peaks = {
    version: 2,
    channels: 1,
    sample_rate: sampleRate,
    samples_per_pixel: perPoint,
    bits: 8,
    length: data.length / 2,
    data,
  };
  await writeFile(output, JSON.stringify(peaks));
  return peaks;
}

async function peaksOf(pcm: Readable, perPoint: number): Promise<number[]> {
  const data: number[] = [];
  let [low, high, seen] = [0, 0, 0];
  let odd: Buffer | undefined;
  for await (const chunk of pcm as AsyncIterable<Buffer>) {
    const bytes = odd ? Buffer.concat([odd, chunk]) : chunk;
    const whole = bytes.length & ~1;
    odd = whole < bytes.length ? bytes.subarray(whole) : undefined;
    for (let at = 0; at < whole; at += 2) {
      const sample = bytes.readInt16LE(at);
      low = seen === 0 ? sample : Math.min(low, sample);
      high = seen === 0 ? sample : Math.max(high, sample);
      if (++seen < perPoint) continue;
      data.push(low >> 8, high >> 8);
      seen = 0;
    }
  }
  if (seen > 0) data.push(low >> 8, high >> 8);
  return data;
}
