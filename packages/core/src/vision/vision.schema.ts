import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { Confidence, Ms, span } from "../span.ts";

/** A box in a picture as shares of its width and height, from the upper left corner. */
export const Box = z
  .object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() })
  .meta({ id: "Box" });
export type Box = z.infer<typeof Box>;

/** A picture between two cuts. `cutScore` is the detector's, 0 to 100, of the cut that begins it; 0 for the first. */
export const Shot = z.object({ ...span, cutScore: z.number().min(0).max(100) });
export type Shot = z.infer<typeof Shot>;

/** `shots.json` of an asset: without gaps, from 0 to the end of the picture. */
export const Shots = z
  .object({ version: z.literal(1), assetId: AssetId, shots: z.array(Shot).min(1) })
  .meta({ id: "Shots" });
export type Shots = z.infer<typeof Shots>;

/** Dominant colours, largest share first; `#rrggbb`. */
export const Colour = z.object({ hex: z.string().regex(/^#[0-9a-f]{6}$/), share: z.number().min(0).max(1) });
export type Colour = z.infer<typeof Colour>;

/** A frame that is worth looking at: it differs from the one before it, or begins a shot. */
export const SampledFrame = z.object({
  /** Its number in the asset's `frames/`. */
  index: z.int().nonnegative(),
  atMs: Ms,
  /** Perceptual hash, 64 bits as 16 hex digits. */
  hash: z.string().regex(/^[0-9a-f]{16}$/),
  /** Until when the frames after it look like it. */
  untilMs: Ms,
  colours: z.array(Colour),
});
export type SampledFrame = z.infer<typeof SampledFrame>;

/** `samples.json` of an asset, in the order of time. */
export const Samples = z
  .object({
    version: z.literal(1),
    assetId: AssetId,
    /** How many frames there were to choose from. */
    of: z.int().positive(),
    frames: z.array(SampledFrame).min(1),
  })
  .meta({ id: "Samples" });
export type Samples = z.infer<typeof Samples>;

/** A thing in a picture. `boxes` where the engine tells places; a label of the whole scene has none. */
export const Label = z.object({ name: z.string().min(1), confidence: Confidence, boxes: z.array(Box) });
export type Label = z.infer<typeof Label>;

export const Detection = z.object({ box: Box, confidence: Confidence });
export type Detection = z.infer<typeof Detection>;

/** A line of text in a picture, as it was read. */
export const TextLine = z.object({ text: z.string().min(1), box: Box, confidence: Confidence });
export type TextLine = z.infer<typeof TextLine>;

/** What was seen in one frame. */
export const Sight = z.object({
  index: z.int().nonnegative(),
  atMs: Ms,
  untilMs: Ms,
  labels: z.array(Label),
  people: z.array(Detection),
  faces: z.array(Detection),
  texts: z.array(TextLine),
  colours: z.array(Colour),
});
export type Sight = z.infer<typeof Sight>;

/** Text that stood in the picture for a while: the same line in frames that follow each other. */
export const TextSpan = TextLine.extend(span);
export type TextSpan = z.infer<typeof TextSpan>;

/** Which engine answered, with its version where it tells. */
export const Engines = z.object({ labels: z.string(), faces: z.string(), text: z.string() });
export type Engines = z.infer<typeof Engines>;

/** `vision.json` of an asset: everything that was seen, in the order of time. */
export const Vision = z
  .object({
    version: z.literal(1),
    assetId: AssetId,
    engines: Engines,
    sights: z.array(Sight),
    texts: z.array(TextSpan),
  })
  .meta({ id: "Vision" });
export type Vision = z.infer<typeof Vision>;
