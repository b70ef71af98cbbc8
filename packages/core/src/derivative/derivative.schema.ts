import * as z from "zod";
import { idSchema } from "../id.ts";

const count = z.int().nonnegative();

/** What every derivative says of itself. For one of many files (frames, sheets) bytes and hash are of all of them. */
const common = {
  /** `s3://bucket/key`; ends in `/` where the derivative is a folder. */
  uri: z.string().startsWith("s3://"),
  bytes: count,
  /** Of the file; of a folder, of all its files one after another in the order of their names. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  contentType: z.string(),
};

const picture = { width: count, height: count };

/** Low-resolution stand-in for editing and watching: H.264 and AAC, square pixels, right way up, faststart. */
const ProxyDerivative = z.object({
  kind: z.literal("proxy"),
  ...common,
  ...picture,
  durationMs: count,
  frameRate: z.number().positive(),
  videoCodec: z.string(),
  audioCodec: z.string().nullable(),
});

/** Clean mono sound for transcription. */
const AudioDerivative = z.object({
  kind: z.literal("audio"),
  ...common,
  durationMs: count,
  codec: z.string(),
  channels: count,
  sampleRate: count,
});

/** A JPEG every `intervalMs` from the start, for vision; `frames/` holds nothing else. */
const FramesDerivative = z.object({
  kind: z.literal("frames"),
  ...common,
  ...picture,
  count,
  intervalMs: count,
});

/** Sprites of small pictures and a WebVTT index (`uri`) whose cues point into them; they lie beside it. */
const StoryboardDerivative = z.object({
  kind: z.literal("storyboard"),
  ...common,
  sprites: z.array(z.object({ name: z.string(), ...picture })).min(1),
});

/** Peaks of the sound in audiowaveform's JSON format, version 2. */
const WaveformDerivative = z.object({
  kind: z.literal("waveform"),
  ...common,
  points: count,
  pointsPerSecond: z.number().positive(),
});

/** The picture that stands for the asset. */
const PosterDerivative = z.object({ kind: z.literal("poster"), ...common, ...picture, atMs: count });

/** The poster for a card of a list: half as large, where it is large. */
const ThumbnailDerivative = z.object({ kind: z.literal("thumbnail"), ...common, ...picture, atMs: count });

const document = { ...common, contentType: z.literal("application/json") };

/** What is said, word by word: a Transcript. */
const TranscriptDerivative = z.object({
  kind: z.literal("transcript"),
  ...document,
  source: z.enum(["sidecar", "embedded", "recognition"]),
  engine: z.string(),
  language: z.string(),
  words: count,
  confidence: z.number().min(0).max(1),
  quotable: z.boolean(),
});

/** Captions as WebVTT (`uri`), with the same as SubRip beside them under `.srt`. */
const CaptionsDerivative = z.object({
  kind: z.literal("captions"),
  ...common,
  language: z.string(),
  cues: count,
});

/** Where the cuts are: Shots. */
const ShotsDerivative = z.object({ kind: z.literal("shots"), ...document, count });

/** Frames that are worth looking at: Samples. */
const SamplesDerivative = z.object({ kind: z.literal("samples"), ...document, count, of: count });

/** What is seen: Vision. `people` is the most that are in one frame. */
const VisionDerivative = z.object({
  kind: z.literal("vision"),
  ...document,
  frames: count,
  labels: z.array(z.string()),
  people: count,
  faces: count,
  texts: count,
});

/** What is wrong with picture or sound: Checks. */
const DefectsDerivative = z.object({ kind: z.literal("defects"), ...document, count, critical: count });

/** Scenes with a description each: Scenes. */
const ScenesDerivative = z.object({ kind: z.literal("scenes"), ...document, count });

/** What the whole is about: Brief. */
const BriefDerivative = z.object({ kind: z.literal("brief"), ...document, title: z.string(), engine: z.string() });

/** A vector a scene, of one model: Embeddings. */
const EmbeddingsDerivative = z.object({
  kind: z.literal("embeddings"),
  ...document,
  model: z.string(),
  dimensions: count,
  count,
});

/** What the search index holds of the asset: a Segment. */
const SegmentDerivative = z.object({ kind: z.literal("segment"), ...document, scenes: count, terms: count });

const kinds = [
  ProxyDerivative,
  AudioDerivative,
  FramesDerivative,
  StoryboardDerivative,
  WaveformDerivative,
  PosterDerivative,
  ThumbnailDerivative,
  TranscriptDerivative,
  CaptionsDerivative,
  ShotsDerivative,
  SamplesDerivative,
  VisionDerivative,
  DefectsDerivative,
  ScenesDerivative,
  BriefDerivative,
  EmbeddingsDerivative,
  SegmentDerivative,
] as const;

/** A derivative's facts, told apart by `kind`. */
export const Derivative = z.discriminatedUnion("kind", kinds);
export type Derivative = z.infer<typeof Derivative>;

/** The facts of a derivative of one kind. */
export type DerivativeOf<Kind extends DerivativeKind> = Extract<Derivative, { kind: Kind }>;

export const DerivativeKind = z.enum(kinds.map(({ shape }) => shape.kind.value));
export type DerivativeKind = z.infer<typeof DerivativeKind>;

/** How a derivative was made: enough to make it again, and to know that it need not be. */
export const Provenance = z.object({
  /** SHA-256 of everything that it was made from, by kind; `original` is the original. */
  inputs: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
  operation: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  /** Name and version of what did the work, e.g. `ffmpeg 7.1`. */
  tool: z.string(),
});
export type Provenance = z.infer<typeof Provenance>;

export const DerivativeRow = z.object({
  workspaceId: idSchema("wsp"),
  assetId: idSchema("ast"),
  kind: DerivativeKind,
  derivative: Derivative,
  provenance: Provenance,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type DerivativeRow = z.infer<typeof DerivativeRow>;

/** Signed for an hour: `url` to show it, `downloadUrl` to save it under a name of its asset. None where it is a folder. */
const signed = { url: z.url().optional(), downloadUrl: z.url().optional() };

export const DerivativeInfo = z
  .discriminatedUnion("kind", [
    ProxyDerivative.extend(signed).meta({ id: "ProxyDerivative" }),
    AudioDerivative.extend(signed).meta({ id: "AudioDerivative" }),
    FramesDerivative.extend(signed).meta({ id: "FramesDerivative" }),
    StoryboardDerivative.extend(signed).meta({ id: "StoryboardDerivative" }),
    WaveformDerivative.extend(signed).meta({ id: "WaveformDerivative" }),
    PosterDerivative.extend(signed).meta({ id: "PosterDerivative" }),
    ThumbnailDerivative.extend(signed).meta({ id: "ThumbnailDerivative" }),
    TranscriptDerivative.extend(signed).meta({ id: "TranscriptDerivative" }),
    CaptionsDerivative.extend(signed).meta({ id: "CaptionsDerivative" }),
    ShotsDerivative.extend(signed).meta({ id: "ShotsDerivative" }),
    SamplesDerivative.extend(signed).meta({ id: "SamplesDerivative" }),
    VisionDerivative.extend(signed).meta({ id: "VisionDerivative" }),
    DefectsDerivative.extend(signed).meta({ id: "DefectsDerivative" }),
    ScenesDerivative.extend(signed).meta({ id: "ScenesDerivative" }),
    BriefDerivative.extend(signed).meta({ id: "BriefDerivative" }),
    EmbeddingsDerivative.extend(signed).meta({ id: "EmbeddingsDerivative" }),
    SegmentDerivative.extend(signed).meta({ id: "SegmentDerivative" }),
  ])
  .meta({ id: "Derivative" });
export type DerivativeInfo = z.infer<typeof DerivativeInfo>;
