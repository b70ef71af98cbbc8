import * as z from "zod";
import { idSchema } from "../id.ts";
import { Reason } from "../reason.ts";

/**
 * The steps of workflow Understand that make something, by the names that the state machine gives them. A run that begins with `Derive`
 * makes proxy, audio and frames again; all others find them made.
 */
export const UnderstandStep = z.enum([
  "Derive",
  "Hear",
  "Captions",
  "Shots",
  "Sample",
  "See",
  "Gather",
  "Measure",
  "Check",
  "Scenes",
  "Brief",
  "Embed",
  "Index",
]);
export type UnderstandStep = z.infer<typeof UnderstandStep>;

/** What a step of workflow Understand is told. From the step `from` on, everything is made again. */
export const UnderstandTask = z.object({
  assetId: idSchema("ast"),
  runId: idSchema("run"),
  from: UnderstandStep.nullish(),
});
export type UnderstandTask = z.infer<typeof UnderstandTask>;

/**
 * How far an asset that is ready is understood.
 * `running`     a run works on it
 * `searchable`  it was heard, seen, checked and described, and its moments are found
 * `failed`      the run could not do its work; the asset stays ready and can be reprocessed
 */
export const Understanding = z
  .object({ status: z.enum(["running", "searchable", "failed"]), runId: idSchema("run"), reason: Reason.optional() })
  .meta({ id: "Understanding" });
export type Understanding = z.infer<typeof Understanding>;
