import type { Decoded, Inspection, Technical } from "@videoflow/core/asset/technical.schema";
import { audioTrack, subtitleTrack } from "./audio-track.ts";
import { containerOf, createdAt, timecodeOf } from "./container.ts";
import { declaredEnd, findEnds } from "./ends.ts";
import { type Probed, probeHead, type RawStream } from "./probe.ts";
import { readHead, signatureOf } from "./signature.ts";
import type { Source } from "./untrusted.ts";
import { numeric } from "./values.ts";
import { isAttachedPicture, videoTrack } from "./video-track.ts";

const NOTHING: Decoded = { tracks: 0, unknownCodecs: [], frames: 0 };

/**
 * Reads what a file is, from its bytes alone: name and extension count for nothing. Decodes a little at the beginning
 * and at the end, since a header can promise what is not there. Reads a few ranges of a URL, never the whole, unless
 * the file has no length of its own. Throws when the source cannot be reached; everything about the file is a result.
 */
export async function inspect(source: Source): Promise<Inspection> {
  const { bytes, head } = await readHead(source);
  const signature = signatureOf(head);
  const nothing = { bytes, signature, technical: null, encrypted: false, video: NOTHING, audio: NOTHING, problems: [] };
  if (bytes === 0) return nothing;
  const probed = await probeHead(source);
  if (!probed.format) return { ...nothing, problems: lines(probed.complaints) };

  const tracks = sort(probed);
  const chosen = { video: choose(tracks.video, probed), audio: choose(tracks.audio, probed) };
  const encrypted = isEncrypted(probed);
  const ends = encrypted
    ? undefined
    : await findEnds(
        source,
        probed,
        Object.values(chosen).filter((s) => s !== undefined),
      );
  const frames = [...probed.frames, ...(ends?.frames ?? [])];
  const framesOf = (stream?: RawStream) => frames.filter((frame) => frame.stream_index === stream?.index);
  const fileStart = numeric(probed.format.start_time) ?? 0;
  const endOf = (stream: RawStream) => ends?.at.get(stream.index) ?? declaredEnd(stream, probed.format) ?? fileStart;

  const audioTracks = tracks.audio.map((stream, index) => audioTrack(stream, index + 1, fileStart, endOf(stream)));
  const video = chosen.video ? videoTrack(chosen.video, framesOf(chosen.video), fileStart, endOf(chosen.video)) : null;
  const audio = audioTracks.find((track) => track.index === chosen.audio?.index) ?? null;
  const technical: Technical = {
    container: containerOf(probed.format, head),
    durationMs: Math.max(video?.endMs ?? 0, audio?.endMs ?? 0),
    bytes,
    bitRate: numeric(probed.format.bit_rate) ?? null,
    video,
    audio,
    audioTracks,
    subtitles: tracks.subtitles.map(subtitleTrack),
    attachedPictures: tracks.pictures.map(({ index, codec_name = "unknown", width = 0, height = 0 }) => ({
      index,
      codec: codec_name,
      width,
      height,
    })),
    timecode: timecodeOf(probed.format, probed.streams),
    createdAt: createdAt(probed.format, probed.streams),
  };
  return {
    bytes,
    signature,
    technical,
    encrypted,
    video: { ...decoded(tracks.video, probed), frames: framesOf(chosen.video).length },
    audio: { ...decoded(tracks.audio, probed), frames: framesOf(chosen.audio).length },
    problems: lines(probed.complaints),
  };
}

function sort({ streams }: Probed) {
  const pictures = streams.filter((stream) => stream.codec_type === "video" && isAttachedPicture(stream));
  return {
    pictures,
    video: streams.filter((stream) => stream.codec_type === "video" && !pictures.includes(stream)),
    audio: streams.filter((stream) => stream.codec_type === "audio"),
    subtitles: streams.filter((stream) => stream.codec_type === "subtitle"),
  };
}

/** The default track of those that can be decoded; the first when none is marked. */
function choose(streams: readonly RawStream[], probed: Probed): RawStream | undefined {
  const usable = streams.filter((stream) => !isUnknown(stream, probed));
  return usable.find((stream) => stream.disposition?.default === 1) ?? usable[0] ?? streams[0];
}

/** Without a name there is no such codec; with one, ffprobe complains when it has no decoder for it. */
const isUnknown = (stream: RawStream, { complaints }: Probed): boolean =>
  !stream.codec_name ||
  ["none", "unknown"].includes(stream.codec_name) ||
  new RegExp(`Unsupported codec with id \\d+ for input stream ${stream.index}\\b`).test(complaints);

function decoded(streams: readonly RawStream[], probed: Probed): Omit<Decoded, "frames"> {
  const unknown = streams.filter((stream) => isUnknown(stream, probed));
  return {
    tracks: streams.length,
    unknownCodecs: unknown.map((stream) => stream.codec_name ?? stream.codec_tag_string ?? "unnamed"),
  };
}

/** Common encryption marks packets; Apple's older protection has tags of its own. */
const isEncrypted = ({ packets, streams }: Probed): boolean =>
  packets.some((packet) => packet.side_data_list?.some((data) => data.side_data_type === "Encryption info")) ||
  streams.some((stream) => /^(drms|drmi|enc[avt])$/.test(stream.codec_tag_string ?? ""));

const lines = (complaints: string): string[] => [...new Set(complaints.split("\n"))].filter(Boolean).slice(-10);
