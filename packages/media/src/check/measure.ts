import { type Grid, type Measured, SAMPLE_MS } from "@videoflow/core/defect/measured";
import { run, SECOND_OUTPUT } from "@videoflow/process/run";
import { type Source, untrusted } from "../untrusted.ts";
import { loudnessOf } from "./loudness.ts";
import { measurePicture } from "./picture.ts";
import type { Size } from "./size.ts";
import { CHANNELS, measureSound, SAMPLE_RATE } from "./sound.ts";

export interface Measurable {
  readonly source: Source;
  /** Of the first picture track, with the place of the original's blocks in it; null when there is none to measure. */
  readonly picture: (Size & { readonly grid: { readonly x: Grid; readonly y: Grid } }) | null;
  /** Which sound track to measure, from 1; null when there is none. */
  readonly soundTrack: number | null;
  readonly timeoutMs: number;
}

/**
 * Measures picture and sound in one pass: one process decodes, and hands over luma and samples by two pipes. Memory grows
 * by 32 bytes for each 100 ms of footage.
 */
export async function measure({ source, picture, soundTrack, timeoutMs }: Measurable): Promise<Measured> {
  let sound: Measured["sound"] = null;
  const { value, stderr } = await run(
    "ffmpeg",
    [
      ...["-nostdin", "-hide_banner", "-nostats", "-v", soundTrack === null ? "error" : "info", ...untrusted(source)],
      ...(picture ? pictureOutput : []),
      ...(soundTrack === null ? [] : soundOutput(soundTrack)),
    ],
    {
      timeoutMs,
      ...(picture && { read: (luma) => measurePicture(luma, picture, picture.grid) }),
      ...(soundTrack !== null && {
        readSecond: async (pcm) => {
          sound = await measureSound(pcm);
        },
      }),
    },
  );
  if (picture && value?.change.length === 0) throw new Error("Not one picture could be decoded for the check");
  return { picture: value ?? null, sound, loudness: soundTrack === null ? null : loudnessOf(stderr) };
}

const pictureOutput = [
  ...["-map", "0:v:0", "-vf", `fps=${1000 / SAMPLE_MS}:start_time=0:round=up,extractplanes=y`],
  ...["-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"],
];

/** Floats, since a lossy decoder goes beyond full scale where the sound was cut off, and integers would hide it. */
const soundOutput = (track: number): string[] => [
  ...["-map", `0:a:${track - 1}`],
  ...["-af", `aresample=async=1:first_pts=0,ebur128=peak=true:framelog=verbose,aresample=${SAMPLE_RATE}`],
  ...["-ac", String(CHANNELS), "-f", "f32le", "-c:a", "pcm_f32le", SECOND_OUTPUT],
];
