import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { Engines, Sight } from "./vision.schema.ts";

const count = z.int().nonnegative();

/**
 * Some of an asset's sampled frames, to be looked at together: indexes into its samples, `to` not included. One of `of` batches, which a
 * run does not know that had begun before they were counted.
 */
export const FrameBatch = z.object({ batch: count, from: count, to: count, of: z.int().positive().optional() });
export type FrameBatch = z.infer<typeof FrameBatch>;

/** What was seen in a frame; when it stood and its colours are known from the samples. */
export const Seen = Sight.omit({ atMs: true, untilMs: true, colours: true });
export type Seen = z.infer<typeof Seen>;

/** `vision/first.json` of an asset: which engines answer, and what they saw in its first frame if they could see it. */
export const FirstLook = z.object({ engines: Engines, seen: Seen.nullable() });

/** Of what a batch was made, and by which run: known without reading all of it. */
export const BatchOrigin = z.looseObject({ key: z.string(), runId: z.string() });

/** `vision/batch.<n>.json` of an asset: a step on the way to its vision. */
export const SeenBatch = z.object({
  assetId: AssetId,
  ...BatchOrigin.shape,
  engines: Engines,
  seen: z.array(Seen).min(1),
});
export type SeenBatch = z.infer<typeof SeenBatch>;
