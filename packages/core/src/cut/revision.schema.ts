import * as z from "zod";
import { Verdict } from "./gate.schema.ts";
import { FormatName } from "./order.schema.ts";
import { Framing, VariantSpec } from "./variant-spec.schema.ts";

/** What became of one part of a cut from one revision to another. `item` is its id; null for what is of the whole. */
export const Change = z
  .object({
    item: z.string().nullable(),
    what: z.enum(["added", "removed", "moved", "trimmed", "swapped", "fade", "sound", "text", "framing", "setting"]),
    /** A sentence for people, with the figures. */
    text: z.string().min(1),
  })
  .meta({ id: "Change" });
export type Change = z.infer<typeof Change>;

/** Of an imported timeline; a request holds no more. Editing programs write some 6000 an item, with all metadata. */
export const MOST_CHARACTERS = 4_000_000;

/** What a person makes of a cut: another spec, or a timeline that was edited in another program. */
export const NewRevision = z
  .discriminatedUnion("by", [
    z.object({ by: z.literal("spec"), spec: VariantSpec, dryRun: z.boolean().default(false) }),
    z.object({
      by: z.literal("timeline"),
      format: z.enum(["otio", "edl"]),
      text: z.string().min(1).max(MOST_CHARACTERS),
      dryRun: z.boolean().default(false),
    }),
  ])
  .meta({ id: "NewRevision" });
export type NewRevision = z.infer<typeof NewRevision>;

/** What a change comes to. `revision` is null when a gate stopped it, or it was only to be tried. */
export const RevisionOutcome = z
  .object({
    revision: z.int().positive().nullable(),
    changes: z.array(Change),
    /** What of an imported timeline was not taken over, for people. */
    notes: z.array(z.string()),
    verdict: Verdict,
    spec: VariantSpec,
  })
  .meta({ id: "RevisionOutcome" });
export type RevisionOutcome = z.infer<typeof RevisionOutcome>;

/** Another candidate for the place of a clip: a range of an asset, in milliseconds of it, that may be cut at its ends. */
export const Alternative = z
  .object({
    assetId: z.string(),
    assetName: z.string(),
    startMs: z.int().nonnegative(),
    endMs: z.int().positive(),
    /** First frame and length in the cut's frame rate, as a clip takes them. */
    inFrame: z.int().nonnegative(),
    frames: z.int().positive(),
    /** What of it each format shows. */
    framing: z.partialRecord(FormatName, Framing),
    text: z.string(),
    posterUrl: z.url().nullable(),
    score: z.number(),
  })
  .meta({ id: "Alternative" });
export type Alternative = z.infer<typeof Alternative>;

/** Where a clip may begin and end without cutting a word or a shot: frames of its asset, around what it shows now. */
export const TrimPoints = z
  .object({ ins: z.array(z.int().nonnegative()), outs: z.array(z.int().positive()) })
  .meta({ id: "TrimPoints" });
export type TrimPoints = z.infer<typeof TrimPoints>;
