import type { Loudness } from "@videoflow/core/defect/loudness";
import { run } from "@videoflow/process/run";
import { VerificationError } from "../../verification.ts";
import { ANONYMOUS } from "../encoding.ts";
import { limited } from "./limit.ts";
import { loudnessOfFile, lufsOf } from "./measure.ts";
import { amplitude, interleaved, SAMPLE_RATE, type Stereo } from "./stereo.ts";

export interface Target {
  readonly integratedLufs: number;
  readonly truePeakDbtp: number;
}

/** What is aimed at; half a decibel is what is promised. */
const NEAR_LU = 0.15;
const MOST_ROUNDS = 10;
/** A codec's waves go a little beyond those that it was given. */
const CODEC_ROOM_DB = 0.4;

/**
 * Brings a mix to its loudness (EBU R 128) with one gain and a limiter of true peaks, and writes it as AAC. What counts is what comes out
 * of the decoder: it is measured, and mended until it holds. Silence stays silence, and null is returned. Throws a
 * VerificationError when the target cannot be reached.
 */
export async function master(mix: Stereo, target: Target, file: string, timeoutMs: number): Promise<Loudness | null> {
  const first = lufsOf(mix);
  if (first === null) {
    await encode(mix, file, timeoutMs);
    return null;
  }
  let aimLufs = target.integratedLufs;
  let gainDb = aimLufs - first;
  let ceilingDb = target.truePeakDbtp - CODEC_ROOM_DB;
  let measured: Loudness | null = null;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const attempt = approach(mix, aimLufs, gainDb, ceilingDb);
    gainDb = attempt.gainDb;
    await encode(attempt.sound, file, timeoutMs);
    measured = await loudnessOfFile(file, timeoutMs);
    if (!measured) break;
    const missing = target.integratedLufs - measured.integratedLufs;
    const beyond = measured.truePeakDbtp - target.truePeakDbtp;
    const isNear = Math.abs(missing) <= 2 * NEAR_LU;
    if (isNear && beyond <= 0) return measured;
    aimLufs += isNear ? 0 : missing;
    ceilingDb -= beyond > 0 ? beyond + 0.1 : 0;
  }
  throw new VerificationError(
    `The sound cannot be brought to ${target.integratedLufs} LUFS under ${target.truePeakDbtp} dBTP: it came out at ${measured?.integratedLufs} LUFS, ${measured?.truePeakDbtp} dBTP`,
  );
}

/** What the limiter takes away is given back by the gain. */
function approach(mix: Stereo, lufs: number, from: number, ceilingDb: number): { sound: Stereo; gainDb: number } {
  let gainDb = from;
  for (let round = 0; ; round++) {
    const sound = limited(mix, amplitude(gainDb), amplitude(ceilingDb));
    const missing = lufs - (lufsOf(sound) ?? Number.NEGATIVE_INFINITY);
    if (Math.abs(missing) <= NEAR_LU || round === MOST_ROUNDS) return { sound, gainDb };
    gainDb += missing;
  }
}

async function encode(sound: Stereo, file: string, timeoutMs: number): Promise<void> {
  await run(
    "ffmpeg",
    [
      ...["-hide_banner", "-nostats", "-v", "error", "-y", "-protocol_whitelist", "pipe"],
      ...["-f", "f32le", "-ar", String(SAMPLE_RATE), "-ac", "2", "-i", "pipe:0"],
      ...["-c:a", "aac", "-b:a", "192k", "-flags:a", "+bitexact", ...ANONYMOUS, "-f", "ipod", `file:${file}`],
    ],
    { timeoutMs, input: chunks(sound) },
  );
}

async function* chunks(sound: Stereo): AsyncGenerator<Uint8Array> {
  yield* interleaved(sound);
}
