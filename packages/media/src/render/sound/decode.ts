import { buffer } from "node:stream/consumers";
import { run } from "@videoflow/process/run";
import { type Source, untrusted } from "../../untrusted.ts";
import { SAMPLE_RATE, type Stereo, silence } from "./stereo.ts";

/** Decoded before what is asked for: a codec that begins in the middle of sound has to settle. */
const LEAD_S = 0.5;
const TAIL_S = 0.25;
const BYTES = 8;

export interface SoundPart {
  readonly source: Source;
  /** The track's index among the file's streams, and how many channels it has. */
  readonly audio: { readonly index: number; readonly channels: number };
  readonly fromSeconds: number;
  readonly samples: number;
  readonly timeoutMs: number;
}

/**
 * Decodes a stretch of a track, to the sample: silence stands where it has not begun, is over, or has a gap. One channel is heard on
 * both sides as loud as it is.
 */
export async function decodeSound({ source, audio, fromSeconds, samples, timeoutMs }: SoundPart): Promise<Stereo> {
  const lead = Math.min(LEAD_S, fromSeconds);
  const seconds = lead + samples / SAMPLE_RATE + TAIL_S;
  const seek = fromSeconds > lead ? ["-ss", `${Math.round((fromSeconds - lead) * 1e6)}us`] : [];
  const sides = audio.channels === 1 ? ",pan=stereo|c0=c0|c1=c0" : "";
  const { value } = await run(
    "ffmpeg",
    [
      ...[
        "-nostdin",
        "-hide_banner",
        "-nostats",
        "-v",
        "error",
        ...seek,
        "-t",
        seconds.toFixed(6),
        ...untrusted(source),
      ],
      ...["-map", `0:${audio.index}`, "-af", `aresample=${SAMPLE_RATE}:async=1:first_pts=0${sides}`],
      ...["-ac", "2", "-f", "f32le", "-c:a", "pcm_f32le", "pipe:1"],
    ],
    { read: buffer, timeoutMs },
  );
  const decoded = silence(samples);
  const skipped = Math.round(lead * SAMPLE_RATE);
  const there = Math.min(samples, Math.floor(value.length / BYTES) - skipped);
  for (let at = 0; at < there; at++) {
    decoded.left[at] = value.readFloatLE((skipped + at) * BYTES);
    decoded.right[at] = value.readFloatLE((skipped + at) * BYTES + 4);
  }
  return decoded;
}
