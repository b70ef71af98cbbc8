import type { Plan } from "@videoflow/core/derivative/plan";
import { readThrough } from "./probe.ts";
import { expectDecoded, expectThat } from "./verification.ts";

export interface AudioFacts {
  readonly durationMs: number;
  readonly sampleRate: number;
  readonly channels: number;
}

/** AAC works in blocks of 1024 samples, at both ends of what is coded. */
const BLOCKS_OF_TOLERANCE = 3;
const BLOCK = 1024;

/** Inspects clean audio that was written: returns what it is, or throws a VerificationError that names what is wrong. */
export async function verifyAudio(path: string, plan: NonNullable<Plan["audio"]>): Promise<AudioFacts> {
  const { streams, said } = await readThrough(path, 60_000 + plan.durationMs / 4);
  const [audio] = streams;
  const rate = Number(audio?.sample_rate);
  const durationMs = Math.round(Number(audio?.duration) * 1000);
  expectThat("audio", streams.length === 1, `it has ${streams.length} tracks, not 1`);
  expectThat("audio", audio?.codec_name === "aac", `it is ${audio?.codec_name}, not aac`);
  expectThat("audio", rate === plan.sampleRate, `it has ${rate} Hz, not ${plan.sampleRate}`);
  expectThat("audio", audio?.channels === plan.channels, `it has ${audio?.channels} channels, not ${plan.channels}`);
  const tolerance = (BLOCKS_OF_TOLERANCE * BLOCK * 1000) / plan.sampleRate;
  const isLong = Math.abs(durationMs - plan.durationMs) <= tolerance;
  expectThat("audio", isLong, `it lasts ${durationMs} ms and the source ${plan.durationMs} ms`);
  expectThat("audio", Number(audio?.nb_read_frames) > 0, "nothing of it can be decoded");
  expectDecoded("audio", said);
  return { durationMs, sampleRate: rate, channels: plan.channels };
}
