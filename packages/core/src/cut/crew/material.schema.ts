import * as z from "zod";
import { AssetId } from "../../asset/asset.schema.ts";
import { DefectKind, Severity } from "../../defect/defect.schema.ts";
import { Evidence } from "../../scene/scene.schema.ts";
import { Ms } from "../../span.ts";
import { Word } from "../../transcript/transcript.schema.ts";
import { Box } from "../../vision/vision.schema.ts";
import { CutId } from "../cut-id.ts";
import { GateResult } from "../gate.schema.ts";
import { Direction, Wanted } from "../notes/wanted.schema.ts";
import { KeptOrder } from "../order.schema.ts";

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

/** An asset of the footage, as the crew needs to know it. */
export const MaterialAsset = z.object({
  assetId: AssetId,
  name: z.string(),
  createdAt: z.iso.datetime(),
  durationMs: Ms,
  /** The picture as it is to be seen; 0 without one. */
  width: count,
  height: count,
  hasSound: z.boolean(),
  language: z.string(),
  /** Loudness of the whole; null where nobody measured it. */
  integratedLufs: z.number().nullable(),
  /** People who are named in it, with the words or the frame that name them. */
  people: z.array(z.object({ name: z.string(), evidence: z.array(Evidence).min(1) })),
});
export type MaterialAsset = z.infer<typeof MaterialAsset>;

/** What is known of a moment, each from 0 to 1. */
export const Features = z.object({
  /** Of all moments, how near it is to what was asked for. */
  relevance: share,
  /** 1 where nothing is wrong with picture and sound. */
  quality: share,
  people: share,
  /** Whether what is said is whole, and was understood well. */
  speech: share,
  energy: share,
  /** How rare what it shows is in this footage. */
  novelty: share,
});
export type Features = z.infer<typeof Features>;

/** Where somebody or something is that the picture is about. */
export const Subject = z.object({ frame: count, box: Box, isFace: z.boolean() });
export type Subject = z.infer<typeof Subject>;

/**
 * A moment that a clip can be made of. All frames are of its asset, counted at the cut's frame rate. It begins and ends within
 * `[from, to]`, at a frame of `cuts`, which lie in no word; `core` is in it whole.
 */
export const Candidate = z.object({
  id: z.string().regex(/^m\d+-\d+$/),
  assetId: AssetId,
  kind: z.enum(["speech", "picture"]),
  /** The shot that it is in; of speech that goes on over cuts, all of its shots. */
  from: count,
  to: count,
  cuts: z.array(z.tuple([count, count])).min(1),
  core: z.object({ from: count, to: count }).nullable(),
  /** The words of its core, by their place in the transcript. */
  words: z.object({ from: count, to: count }).nullable(),
  /** What is said in it, or else what is seen. */
  text: z.string(),
  quotable: z.boolean(),
  /** Which frame shows most. */
  best: count,
  scene: count,
  labels: z.array(z.string()),
  people: count,
  colour: z.tuple([z.number(), z.number(), z.number()]),
  subjects: z.array(Subject),
  defects: z.array(z.object({ kind: DefectKind, severity: Severity })),
  features: Features,
  /** Numbers of the order's wishes that it fulfils. */
  wishes: z.array(count),
  /** Whether it was in a revision that was sent back. */
  wasSentBack: z.boolean(),
  /** Things that people want more or less of, which it says or shows. */
  about: z.array(z.string()).default([]),
  /** How much better it is for that, from -1 to 1. */
  favour: z.number().min(-1).max(1).default(0),
  evidence: z.array(Evidence).min(1),
});
export type Candidate = z.infer<typeof Candidate>;

/** A word with its place in the transcript. */
export const PlacedWord = Word.extend({ at: count });
export type PlacedWord = z.infer<typeof PlacedWord>;

/** Something that was counted in the footage, for people: `assets`, `length`, `shots`, `people`, `names`, `words`, `speech`, `label`. */
export const Counted = z.object({
  what: z.string(),
  heading: z.string(),
  value: z.number(),
  /** Such as `hours of footage`. */
  unit: z.string(),
  /** How it was counted: what a card with this number says as its evidence. */
  counted: z.string(),
  /** Of a label: its name. */
  label: z.string().optional(),
});
export type Counted = z.infer<typeof Counted>;

/** What can be known of an order's footage before anybody looks at it: for the input gate. */
export const Totals = z.object({
  /** How many assets the order means, and how many of them can be searched. */
  assets: count,
  searchable: count,
  /** Assets of the order that are not there, and those that are not understood yet. */
  gone: z.array(z.string()),
  notUnderstood: z.array(z.string()),
  durationMs: Ms,
  pictures: count,
  /** Of all transcripts. */
  words: count,
  quotableWords: count,
  /** Found by the order's search; null where nothing is searched for. */
  found: count.nullable(),
});
export type Totals = z.infer<typeof Totals>;

/** What every agent works on: `proposals/retrieve...json` of a cut. */
export const Material = z.object({
  version: z.literal(1),
  cutId: CutId,
  /** The order as the notes have it: what could be heeded is part of it. */
  order: KeptOrder,
  logoUri: z.string().startsWith("s3://").nullable(),
  /** What people said when they sent an earlier revision back. */
  notes: z.array(z.string()),
  /** What was understood of it, and what nobody understood: that is but words to look for. */
  wanted: z.array(Wanted).default([]),
  notUnderstood: z.array(z.string()).default([]),
  direction: Direction.prefault({}),
  frameRate: z.string(),
  totals: Totals,
  input: GateResult,
  assets: z.array(MaterialAsset),
  candidates: z.array(Candidate),
  /** The words of candidates, by asset. */
  words: z.record(AssetId, z.array(PlacedWord)),
  counts: z.array(Counted),
});
export type Material = z.infer<typeof Material>;
