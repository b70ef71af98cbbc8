import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { Evidence } from "../scene/scene.schema.ts";
import { Box } from "../vision/vision.schema.ts";
import { CutId } from "./cut-id.ts";
import { Brand, FormatName, Loudness, UseCase } from "./order.schema.ts";

/** Whole frames of the cut's frame rate. All times of a cut are told so: they add up exactly. */
const frames = z.int().nonnegative();
const length = z.int().positive();

/** Names a thing within a cut, through all its revisions: a clip that was moved is still that clip. */
const ItemId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/**
 * What something in a cut rests on: words or a frame of an asset, the order's own brief, a count over the library, which
 * says what was counted, or a person's decision, such as a clip that came with an imported timeline.
 */
export const CutEvidence = z
  .union([
    z.object({ assetId: AssetId, evidence: Evidence }),
    z.object({ brief: z.string().min(1) }),
    z.object({ counted: z.string().min(1), value: z.number() }),
    z.object({ person: z.string().min(1) }),
  ])
  .meta({ id: "CutEvidence" });
export type CutEvidence = z.infer<typeof CutEvidence>;

const evidence = z.array(CutEvidence).min(1);

/**
 * What of a clip's picture is in a format: a crop of the format's own shape, or the whole picture, which a format of another shape shows over
 * a soft picture of itself. One box is a camera that stands still; two are a slow, even move from the first to the second over the
 * length of the clip.
 */
export const Framing = z.array(Box).min(1).max(2);
export type Framing = z.infer<typeof Framing>;

/**
 * A cut between two items becomes a cross-fade of so many frames, an even number: half of them before the cut, half after it. Both
 * sides need as many frames beyond their ends (handles); the items' own lengths stay as they are.
 */
const crossFade = z.int().positive().multipleOf(2).nullable();

/** A range of an asset's picture and sound. */
export const ClipItem = z.object({
  kind: z.literal("clip"),
  id: ItemId,
  assetId: AssetId,
  /** First frame of it, counted from the asset's beginning at the cut's frame rate; the picture is brought to that rate. */
  inFrame: frames,
  frames: length,
  fadeIn: crossFade,
  sound: z.object({
    /** Whether its own sound is heard. */
    on: z.boolean(),
    gainDb: z.number().min(-60).max(12),
    /** J cut: its sound begins so many frames before its picture. */
    leadFrames: frames,
    /** L cut: its sound goes on for so many frames after its picture. */
    tailFrames: frames,
  }),
  /** By format; a format that is not in it shows the middle of the picture. */
  framing: z.partialRecord(FormatName, Framing),
  /** Why it is here, for people. */
  why: z.string().min(1),
  evidence,
});
export type ClipItem = z.infer<typeof ClipItem>;

const Line = z.string().min(1).max(200);

/** A card that fills the picture: a chapter, a number. */
export const CardItem = z.object({
  kind: z.literal("card"),
  id: ItemId,
  frames: length,
  fadeIn: crossFade,
  heading: Line,
  /** Large, such as a number; null on a card without one. */
  figure: Line.nullable(),
  detail: Line.nullable(),
  why: z.string().min(1),
  evidence,
});
export type CardItem = z.infer<typeof CardItem>;

export const TimelineItem = z.discriminatedUnion("kind", [ClipItem, CardItem]).meta({ id: "TimelineItem" });
export type TimelineItem = z.infer<typeof TimelineItem>;

const place = { startFrame: frames, frames: length };

export const MOST_ITEMS = 2000;

/** Text over the picture. A lower third says who or where, a title what. It stays within one item. */
export const Title = z
  .object({
    id: ItemId,
    kind: z.enum(["title", "lower_third"]),
    ...place,
    lines: z.array(Line).min(1).max(2),
    evidence,
  })
  .meta({ id: "Title" });
export type Title = z.infer<typeof Title>;

/** A caption: what is said then, as it was said. `from` and `to` are words of the asset's transcript, `to` not included. */
export const Caption = z
  .object({
    ...place,
    lines: z.array(Line).min(1).max(2),
    assetId: AssetId,
    from: z.int().nonnegative(),
    to: z.int().positive(),
  })
  .meta({ id: "Caption" });
export type Caption = z.infer<typeof Caption>;

/** Beds of music that VideoFlow made itself (music.ts of the renderer). */
export const BedName = z.enum(["pulse", "drive", "dawn", "still"]);
export type BedName = z.infer<typeof BedName>;

export const Music = z
  .object({
    bed: BedName,
    gainDb: z.number().min(-60).max(6),
    fadeInFrames: frames,
    fadeOutFrames: frames,
    /** While somebody speaks it is lower by so much. */
    duckDb: z.number().min(-40).max(0),
    ducks: z.array(z.object(place)),
  })
  .meta({ id: "Music" });
export type Music = z.infer<typeof Music>;

/** One way in which the cut is rendered. Sides are even. */
export const Variant = z
  .object({
    name: FormatName,
    width: z.int().positive().multipleOf(2),
    height: z.int().positive().multipleOf(2),
    captions: z.enum(["burned", "sidecar", "none"]),
    hls: z.boolean(),
  })
  .meta({ id: "Variant" });
export type Variant = z.infer<typeof Variant>;

/**
 * The edit: all that is needed to render it, and what each part of it rests on. `items` stand one after another, without gaps;
 * their lengths add up to `frames`.
 */
export const VariantSpec = z
  .object({
    version: z.literal(1),
    cutId: CutId,
    /** Counts from 1; each change of a cut makes another. */
    revision: z.int().positive(),
    useCase: UseCase,
    title: z.string().min(1).max(120),
    /** Frames a second, exact, such as `30000/1001`. */
    frameRate: z.string().regex(/^\d+\/\d+$/),
    frames: length,
    items: z.array(TimelineItem).min(1).max(MOST_ITEMS),
    titles: z.array(Title),
    captions: z.array(Caption),
    music: z.union([Music, z.null()]),
    loudness: z.object({ integratedLufs: Loudness, truePeakDbtp: z.number() }),
    brand: Brand.omit({ logo: true }).extend({
      /** Where the logo lies, `s3://...`; null without one. */
      logoUri: z.string().startsWith("s3://").nullable(),
    }),
    variants: z.array(Variant).min(1).max(3),
    /** The frame of the cut that stands for it in a list; without one, the first. */
    thumbnailFrame: frames.optional(),
    /** Who decided: `rules 1`, or a model's provider and name. */
    engine: z.string().min(1),
  })
  .meta({ id: "VariantSpec" });
export type VariantSpec = z.infer<typeof VariantSpec>;
