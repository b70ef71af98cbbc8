import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { DefectKind } from "../defect/defect.schema.ts";
import { Ms, span } from "../span.ts";

const count = z.int().nonnegative();

/** What the index holds of a scene: what is shown of it, what it is filtered by, and its postings. */
export const IndexedScene = z.object({
  ...span,
  posterFrame: count.nullable(),
  description: z.string(),
  /** What is said, or null. */
  speech: z.string().nullable(),
  quotable: z.boolean(),
  /** Those that may be asserted; less sure ones are among the terms only. */
  labels: z.array(z.string()),
  people: count,
  texts: z.array(z.string()),
  defects: z.array(DefectKind),
  /** `[term, weight, ...positions]`: weight in quarters, positions in the scene's words, in rising order. */
  terms: z.array(z.tuple([z.string(), count]).rest(count)),
});
export type IndexedScene = z.infer<typeof IndexedScene>;

/** `segment.json` of an asset: all that the search index holds of it, in the order of its scenes. */
export const Segment = z
  .object({ version: z.literal(1), assetId: AssetId, scenes: z.array(IndexedScene) })
  .meta({ id: "Segment" });
export type Segment = z.infer<typeof Segment>;

/** What is known of the asset as a whole, and may change while its scenes stay as they are. */
export const SegmentAsset = z.object({
  name: z.string(),
  createdAt: z.iso.datetime(),
  durationMs: Ms,
  tags: z.array(z.string()),
  collections: z.array(z.string()),
});
export type SegmentAsset = z.infer<typeof SegmentAsset>;
