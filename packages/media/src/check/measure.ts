import { type Grid, PICTURE_MS, SOUND_MS } from "@videoflow/core/defect/measured";
import type { Measured, Range } from "@videoflow/core/defect/measured.schema";
import { run, SECOND_OUTPUT } from "@videoflow/process/run";
import { type Source, untrusted } from "../untrusted.ts";
import { expectDecoded } from "../verification.ts";
import type { Part } from "./part.ts";
import { measurePicture, type SeenPicture } from "./picture.ts";
import type { Size } from "./size.ts";
import { CHANNELS, measureSound, SAMPLE_RATE } from "./sound.ts";
import { type Original, type Span, undecodable } from "./undecodable.ts";

export interface Measurable {
  /** With a picture a proxy, which is of our own making: all of it must decode. */
  readonly source: Source;
  /**
   * Of the first picture track, with what it was made from and where the coded blocks of that lie in it; null when there is none to
   * measure.
   */
  readonly picture:
    | (Size & { readonly original: Original; readonly grid: { readonly x: Grid; readonly y: Grid } })
    | null;
  /** Which sound track to measure, from 1, and how many channels it has; null when there is none. */
  readonly sound: { readonly track: number; readonly channels: number } | null;
  /** Which part to measure; default all. */
  readonly range?: Pick<Range, "from" | "to">;
  /** Is told how much of it has a picture that was measured. */
  readonly told?: (doneMs: number) => void;
  readonly timeoutMs: number;
}

const WHOLE: NonNullable<Measurable["range"]> = { from: 0, to: null };

/** Decoded before a range: what a filter or a codec still knows of earlier sound is shorter. */
const LEAD_MS = 2000;
/** Asked for after a range, so that its last sample is not the decoder's last picture. */
const TAIL_MS = 1000;

/**
 * Measures picture and sound in one pass: one process decodes, and hands over luma and samples by two pipes. Beside it the original of
 * the picture is decoded, which tells what was broken before it was made into this one. Ranges that are measured each for itself tell
 * the same as all at once. Throws where there is picture or sound to measure and none is found; VerificationError when a proxy does
 * not decode.
 */
export async function measure(measurable: Measurable): Promise<Measured> {
  const failed = new AbortController();
  const orStop = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      failed.abort(error);
      throw error;
    });
  const [{ picture, sound }, broken] = await Promise.all([
    orStop(measureSource(measurable, failed.signal)),
    orStop(brokenIn(measurable, failed.signal)),
  ]);
  const from = (measurable.range ?? WHOLE).from * SOUND_MS;
  const isBroken = (atMs: number) => broken.some(({ startMs, endMs }) => startMs < atMs + PICTURE_MS && atMs < endMs);
  const undecodable = picture?.highlights.map((_, sample) => (isBroken(from + sample * PICTURE_MS) ? 1 : 0)) ?? [];
  return { picture: picture && { ...picture, undecodable }, sound };
}

async function brokenIn({ picture, range = WHOLE, timeoutMs }: Measurable, signal: AbortSignal): Promise<Span[]> {
  if (!picture) return [];
  const { from, to } = range;
  const toMs = to === null ? Number.POSITIVE_INFINITY : to * SOUND_MS;
  return undecodable(picture.original, { fromMs: from * SOUND_MS, toMs }, { timeoutMs, signal });
}

type SourceMeasured = Pick<Measured, "sound"> & { readonly picture: SeenPicture | null };

async function measureSource(
  { source, picture, sound, range = WHOLE, told, timeoutMs }: Measurable,
  signal: AbortSignal,
): Promise<SourceMeasured> {
  const { from, to } = range;
  const leadMs = Math.min(LEAD_MS, from * SOUND_MS);
  const lengthMs = to === null ? Number.POSITIVE_INFINITY : (to - from) * SOUND_MS;
  const partOf = (everyMs: number): Part => ({ lead: leadMs / everyMs, count: lengthMs / everyMs });
  const ofPicture: Part = { ...partOf(PICTURE_MS), told: (samples) => told?.(samples * PICTURE_MS) };
  let heard: Measured["sound"] = null;
  const { value, stderr } = await run(
    "ffmpeg",
    [
      ...["-nostdin", "-hide_banner", "-nostats", "-v", "level+info"],
      ...(from === 0 ? [] : ["-ss", `${from * SOUND_MS - leadMs}ms`]),
      ...(to === null ? [] : ["-t", `${leadMs + lengthMs + TAIL_MS}ms`]),
      ...untrusted(source),
      ...(picture ? pictureOutput : []),
      ...(sound ? soundOutput(sound) : []),
    ],
    {
      ...{ timeoutMs, signal },
      ...(picture && { read: (luma) => measurePicture(luma, picture, picture.grid, ofPicture) }),
      ...(sound && {
        readSecond: async (pcm) => {
          heard = await measureSound(pcm, partOf(SOUND_MS));
        },
      }),
    },
  );
  if (picture && from === 0 && value?.change.length === 0)
    throw new Error("Not one picture could be decoded for the check");
  if (picture) expectDecoded("proxy", stderr);
  return { picture: value ?? null, sound: heard };
}

const pictureOutput = [
  ...["-map", "0:v:0", "-vf", `fps=${1000 / PICTURE_MS}:start_time=0:round=up,extractplanes=y`],
  ...["-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"],
];

/**
 * Floats, since a lossy decoder goes beyond full scale where the sound was cut off, and integers would hide it. One channel is
 * heard on both sides as loud as it is: ffmpeg itself would spread it 3 dB lower.
 */
const soundOutput = ({ track, channels }: NonNullable<Measurable["sound"]>): string[] => [
  ...["-map", `0:a:${track - 1}`],
  ...["-af", `aresample=${SAMPLE_RATE}:async=1:first_pts=0${channels === 1 ? ",pan=stereo|c0=c0|c1=c0" : ""}`],
  ...["-ac", String(CHANNELS), "-f", "f32le", "-c:a", "pcm_f32le", SECOND_OUTPUT],
];
