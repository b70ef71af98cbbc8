import * as z from "zod";
import { AssetId } from "../../asset/asset.schema.ts";
import { VideoTrack } from "../../asset/technical.schema.ts";
import { Brand, FormatName } from "../order.schema.ts";
import { Framing, Variant } from "../variant-spec.schema.ts";

const frames = z.int().nonnegative();

/** An original's picture, as far as it decides what is decoded from it. */
export const SourcePicture = z.object({
  assetId: AssetId,
  sha256: z.string(),
  container: z.string(),
  video: VideoTrack.pick({
    ...{ index: true, width: true, height: true, displayWidth: true, displayHeight: true, rotation: true },
    ...{ frameRateRational: true, hdr: true, interlaced: true, colour: true },
  }),
});
export type SourcePicture = z.infer<typeof SourcePicture>;

/** Frames of a clip from `inFrame` of its asset on, at the cut's rate. */
const ClipLayer = z.object({
  kind: z.literal("clip"),
  source: SourcePicture,
  inFrame: frames,
  /** By format; the middle of the picture where there is none. */
  framing: z.partialRecord(FormatName, Framing),
  /** Where a camera that moves is: the first frame's place within the clip of `of` frames. Handles lie before 0, and from `of` on. */
  move: z.object({ at: z.int(), of: z.int().positive() }).nullable(),
});
export type ClipLayer = z.infer<typeof ClipLayer>;

const CardLayer = z.object({
  kind: z.literal("card"),
  heading: z.string(),
  figure: z.string().nullable(),
  detail: z.string().nullable(),
});
export type CardLayer = z.infer<typeof CardLayer>;

/** What fills the picture. */
export const Layer = z.discriminatedUnion("kind", [ClipLayer, CardLayer]);
export type Layer = z.infer<typeof Layer>;

/** Text over the picture; its place in time is counted from the unit's first frame. */
export const Overlay = z.object({
  kind: z.enum(["title", "lower_third", "caption"]),
  startFrame: frames,
  frames: z.int().positive(),
  lines: z.array(z.string()).min(1),
});
export type Overlay = z.infer<typeof Overlay>;

/** How titles look, with the bytes of the logo told by their hash. */
export const RenderBrand = Brand.omit({ logo: true }).extend({
  logo: z.object({ uri: z.string(), etag: z.string() }).nullable(),
});
export type RenderBrand = z.infer<typeof RenderBrand>;

/**
 * A stretch of a cut's picture that is decoded once and encoded for each format: all that its pictures depend on, and not where
 * it stands in the cut. The second of two layers comes out of the first, evenly over the whole unit.
 */
export const Unit = z.object({
  frameRate: z.string(),
  frames: z.int().positive(),
  layers: z.array(Layer).min(1).max(2),
  overlays: z.array(Overlay),
  brand: RenderBrand,
});
export type Unit = z.infer<typeof Unit>;

/** Where work is done: in a function, or, when it takes too long for one, in a container. */
export const RenderPlace = z.enum(["lambda", "fargate"]);
export type RenderPlace = z.infer<typeof RenderPlace>;

const Key = z.string().regex(/^[0-9a-f]{32}$/);

export const PlannedUnit = z.object({
  /** Its number in the plan. */
  index: frames,
  /** Ids of the items whose pictures are in it. */
  items: z.array(z.string()).min(1),
  /** The unit's file of each format, by its key; `missing` when the plan was made. */
  files: z.array(z.object({ format: FormatName, key: Key, missing: z.boolean() })),
  place: RenderPlace,
  estimatedMs: frames,
  microUsd: frames,
  unit: Unit,
});
export type PlannedUnit = z.infer<typeof PlannedUnit>;

/** An original's sound, or nothing, in a stretch of the whole. All in frames of the cut. */
export const SoundRange = z.object({
  assetId: AssetId,
  sha256: z.string(),
  audio: z.object({ index: frames, channels: z.int().positive() }),
  /** Where it begins in the cut, and in the asset. */
  startFrame: frames,
  inFrame: frames,
  frames: z.int().positive(),
  gainDb: z.number(),
  /** How long it comes and goes; 0 is a cut, which is softened only as much as keeps it from clicking. */
  fadeInFrames: frames,
  fadeOutFrames: frames,
});
export type SoundRange = z.infer<typeof SoundRange>;

/** `plan.<revision>.json` of a cut: what is to be made, and what it is assembled from. */
export const RenderPlan = z.object({
  version: z.literal(1),
  revision: z.int().positive(),
  frameRate: z.string(),
  frames: z.int().positive(),
  variants: z.array(Variant),
  units: z.array(PlannedUnit).min(1),
  /** Unit by unit, in the order of time: numbers of `units`. The same pictures twice are one unit. */
  timeline: z.array(frames).min(1),
  sound: z.object({ key: Key, ranges: z.array(SoundRange) }),
  estimatedMs: frames,
  microUsd: frames,
});
export type RenderPlan = z.infer<typeof RenderPlan>;
