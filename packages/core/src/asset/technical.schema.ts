import * as z from "zod";

/** How the brightness of a picture is coded. Everything but `none` is mapped to SDR for the proxy. */
export const HighDynamicRange = z.enum(["none", "hlg", "pq", "dolby_vision"]);
export type HighDynamicRange = z.infer<typeof HighDynamicRange>;

const count = z.int().nonnegative();

export const VideoTrack = z.object({
  /** Stream index in the file, as ffprobe counts. */
  index: count,
  codec: z.string(),
  profile: z.string().nullable(),
  /** Stored picture, before pixel aspect and rotation. */
  width: count,
  height: count,
  /** The picture as it is to be seen: square pixels, right way up. */
  displayWidth: count,
  displayHeight: count,
  /** Width of a pixel to its height, e.g. `16:11`. */
  pixelAspect: z.string().regex(/^\d+:\d+$/),
  /** Degrees clockwise by which a player has to turn the stored picture. */
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  /** Frames a second, exact, e.g. `30000/1001`; the mean when the rate varies. */
  frameRateRational: z.string().regex(/^\d+\/\d+$/),
  /** The same as a number, rounded to a thousandth. */
  frameRate: z.number().positive(),
  variableFrameRate: z.boolean(),
  pixelFormat: z.string(),
  bitDepth: count,
  hdr: HighDynamicRange,
  interlaced: z.boolean(),
  /** `progressive`, `tt`, `bb`, `tb`, `bt`, or `unknown`, as the container says. */
  fieldOrder: z.string(),
  colour: z.object({
    primaries: z.string().nullable(),
    transfer: z.string().nullable(),
    matrix: z.string().nullable(),
    range: z.string().nullable(),
  }),
  /** When the picture begins, counted from the beginning of the file. */
  startMs: count,
  /** End of the last picture that is really there, counted from the beginning of the file. */
  endMs: count,
  /** Number of pictures, where the container says it. */
  frames: count.nullable(),
  bitRate: count.nullable(),
});
export type VideoTrack = z.infer<typeof VideoTrack>;

export const AudioTrack = z.object({
  index: count,
  /** Place among the audio tracks, from 1: what MediaConvert's `Tracks` and editors count. */
  track: z.int().positive(),
  codec: z.string(),
  profile: z.string().nullable(),
  channels: z.int().positive(),
  layout: z.string().nullable(),
  sampleRate: z.int().positive(),
  language: z.string().nullable(),
  title: z.string().nullable(),
  default: z.boolean(),
  startMs: count,
  endMs: count,
  bitRate: count.nullable(),
});
export type AudioTrack = z.infer<typeof AudioTrack>;

export const SubtitleTrack = z.object({
  index: count,
  codec: z.string(),
  language: z.string().nullable(),
  title: z.string().nullable(),
  default: z.boolean(),
  forced: z.boolean(),
});
export type SubtitleTrack = z.infer<typeof SubtitleTrack>;

/** What a file of footage is. Times count from the file's first picture or sound, whichever comes first. */
export const Technical = z.object({
  /** Short name of the container: `mp4`, `mov`, `matroska`, `webm`, `mpegts`, `wav` ... */
  container: z.string(),
  durationMs: count,
  bytes: count,
  bitRate: count.nullable(),
  /** The main picture; cover art is not one. */
  video: VideoTrack.nullable(),
  /** The chosen sound: the track marked as default, else the first. */
  audio: AudioTrack.nullable(),
  audioTracks: z.array(AudioTrack),
  subtitles: z.array(SubtitleTrack),
  attachedPictures: z.array(z.object({ index: count, codec: z.string(), width: count, height: count })),
  /** Of the first frame, e.g. `01:00:00:00` or with `;` for drop frame. */
  timecode: z.string().nullable(),
  /** When the camera says that it was recorded, ISO in UTC. */
  createdAt: z.iso.datetime().nullable(),
});
export type Technical = z.infer<typeof Technical>;

/** What the first bytes say a file is; by this a refusal can name what was given instead of footage. */
export const Signature = z.object({
  kind: z.enum(["empty", "playlist", "picture", "document", "text", "mp4", "unknown"]),
  /** For people: `a PNG picture`, `an HLS playlist`. */
  name: z.string(),
});
export type Signature = z.infer<typeof Signature>;

/** What could be read of one kind of track when a little at both ends was really decoded. */
export const Decoded = z.object({
  tracks: count,
  /** Codecs that this ffmpeg has no decoder for. */
  unknownCodecs: z.array(z.string()),
  /** Frames (pictures, or blocks of sound) that came out of the samples. */
  frames: count,
});
export type Decoded = z.infer<typeof Decoded>;

/** Result of an inspection: facts only. What is admitted is the gate's decision. */
export const Inspection = z.object({
  bytes: count,
  signature: Signature,
  /** Absent when nothing in the file could be recognised, or neither picture nor sound is in it. */
  technical: Technical.nullable(),
  encrypted: z.boolean(),
  video: Decoded,
  audio: Decoded,
  /** Last words of ffprobe about this file, for engineers. */
  problems: z.array(z.string()),
});
export type Inspection = z.infer<typeof Inspection>;
