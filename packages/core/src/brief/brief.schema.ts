import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { Evidence } from "../scene/scene.schema.ts";
import { span } from "../span.ts";

const evidence = z.array(Evidence).min(1);

/** Something that is said about the footage, and what it rests on. */
export const Statement = z.object({ text: z.string().min(1), evidence });
export type Statement = z.infer<typeof Statement>;

const Named = z.object({ name: z.string().min(1), evidence });

/** What a judge says of an asset. Everything in it has its evidence; what has none is not said. */
export const BriefContent = z.object({
  title: Statement,
  summary: z.array(Statement).min(1).max(8),
  keyMoments: z.array(z.object({ ...span, title: z.string().min(1), evidence })).max(12),
  topics: z.array(Named).max(12),
  people: z.array(Named).max(24),
  places: z.array(Named).max(12),
  /** One or two words, such as `calm`; null where nothing shows one. */
  mood: Statement.nullable(),
});
export type BriefContent = z.infer<typeof BriefContent>;

/** `brief.json` of an asset. */
export const Brief = BriefContent.extend({
  version: z.literal(1),
  assetId: AssetId,
  /** Which judge wrote it: `rules 1`, or a model's provider and name. */
  engine: z.string().min(1),
}).meta({ id: "Brief" });
export type Brief = z.infer<typeof Brief>;
