import type { AudioTrack, SubtitleTrack } from "@videoflow/core/asset/technical.schema";
import type { RawStream } from "./probe.ts";
import { known, milliseconds, numeric } from "./values.ts";

/** `track` counts from 1 among the audio tracks, `end` is in the file's own seconds, as is `fileStart`. */
export function audioTrack(stream: RawStream, track: number, fileStart: number, end: number): AudioTrack {
  return {
    index: stream.index,
    track,
    codec: stream.codec_name ?? "unknown",
    profile: known(stream.profile),
    channels: stream.channels ?? 1,
    layout: known(stream.channel_layout),
    sampleRate: numeric(stream.sample_rate) ?? 48_000,
    language: known(stream.tags?.language),
    title: stream.tags?.title ?? null,
    default: stream.disposition?.default === 1,
    startMs: milliseconds((numeric(stream.start_time) ?? fileStart) - fileStart),
    endMs: milliseconds(end - fileStart),
    bitRate: numeric(stream.bit_rate) ?? null,
  };
}

export function subtitleTrack(stream: RawStream): SubtitleTrack {
  return {
    index: stream.index,
    codec: stream.codec_name ?? "unknown",
    language: known(stream.tags?.language),
    title: stream.tags?.title ?? null,
    default: stream.disposition?.default === 1,
    forced: stream.disposition?.forced === 1,
  };
}
