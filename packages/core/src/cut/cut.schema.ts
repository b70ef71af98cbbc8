import * as z from "zod";
import { Reason } from "../reason.ts";
import { RunId } from "../run/run.schema.ts";
import { Ms } from "../span.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { CutId } from "./cut-id.ts";
import { GateName, Verdict } from "./gate.schema.ts";
import { NoteReading } from "./notes/request.schema.ts";
import { FormatName, KeptOrder, UseCase } from "./order.schema.ts";
import { VariantSpec } from "./variant-spec.schema.ts";

/**
 * How far a cut is.
 * `composing`  the crew is at it
 * `refused`    a gate stopped it; `reason` says which and why
 * `composed`   its latest revision passed the gates and waits to be approved
 * `rendering`  its deliverables are being made
 * `finished`   they are there, and verified
 * `failed`     something broke; `reason` says what
 */
export const CutStatus = z.enum(["composing", "refused", "composed", "rendering", "finished", "failed"]);
export type CutStatus = z.infer<typeof CutStatus>;

const count = z.int().nonnegative();

/** A file that leaves the house. `sidecar` files are captions; `timeline` files are for other editing programs. */
export const Deliverable = z
  .object({
    kind: z.enum(["video", "hls", "sidecar", "timeline", "thumbnail"]),
    /** Its name, such as `vertical.mp4`. */
    name: z.string().min(1),
    /** Of which format it is; null for what belongs to all. */
    variant: FormatName.nullable(),
    revision: z.int().positive(),
    uri: z.string().startsWith("s3://"),
    bytes: count,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    contentType: z.string(),
    /** Of a video: what was measured when it was verified. */
    measured: z
      .object({
        frames: count,
        durationMs: Ms,
        integratedLufs: z.number().nullable(),
        truePeakDbtp: z.number().nullable(),
      })
      .optional(),
  })
  .meta({ id: "Deliverable" });
export type Deliverable = z.infer<typeof Deliverable>;

/** What a cut will take, told before it starts. Money is in millionths of a US dollar, as on AWS. */
export const Quote = z
  .object({
    microUsd: count,
    durationMs: Ms,
    /** Where the money goes, dearest first. */
    parts: z.array(z.object({ what: z.string(), microUsd: count })),
  })
  .meta({ id: "Quote" });
export type Quote = z.infer<typeof Quote>;

/** What people said of a revision. */
export const Review = z
  .object({
    revision: z.int().positive(),
    verdict: z.enum(["approved", "sent_back"]),
    note: z.string().max(2000),
    /** What was understood of the note, and what was not. */
    reading: NoteReading.optional(),
    by: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: "Review" });
export type Review = z.infer<typeof Review>;

/** A cut as the table keeps it. Its specs, verdicts and deliverables lie in the output bucket. */
export const Cut = z.object({
  workspaceId: WorkspaceId,
  cutId: CutId,
  useCase: UseCase,
  title: z.string().min(1).max(120),
  status: CutStatus,
  order: KeptOrder,
  /** Where the order's logo lies. */
  logoUri: z.string().startsWith("s3://").optional(),
  /** The latest that passed the gates; none has, before the first. */
  revision: z.int().positive().optional(),
  /** Of it. */
  durationMs: Ms.optional(),
  /** The run that is at it, or was last. */
  runId: RunId,
  /** All that were, in that order: what they used is what it has cost. Those of before are not in it. */
  runIds: z.array(RunId).default([]),
  /** What it may cost since somebody raised what was ordered, in millionths of a US dollar. */
  budgetMicroUsd: count.positive().optional(),
  quote: Quote,
  reason: Reason.optional(),
  /** The gate that stopped it. */
  refusedBy: GateName.optional(),
  reviews: z.array(Review).default([]),
  deliverables: z.array(Deliverable).default([]),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Cut = z.infer<typeof Cut>;

/** `cut.json` of a cut, in the output bucket: its row of the table. */
export const CutDocument = z.object({ version: z.literal(1), cut: Cut });

export const CutSummary = Cut.omit({
  workspaceId: true,
  order: true,
  deliverables: true,
  reviews: true,
  logoUri: true,
  runIds: true,
})
  .extend({ posterUrl: z.url().nullable() })
  .meta({ id: "CutSummary" });
export type CutSummary = z.infer<typeof CutSummary>;

export const CutPage = z.object({ items: z.array(CutSummary), cursor: z.string().nullable() }).meta({ id: "CutPage" });
export type CutPage = z.infer<typeof CutPage>;

/**
 * Signed for an hour: `url` to show it, `downloadUrl` to save it under a name of its cut. Of a ladder for streaming they are of its
 * list alone: it is played by a link, which has `streams`.
 */
const signed = { url: z.url(), downloadUrl: z.url() };

/** A cut with its latest spec and what the gates said of it; null before there are any. */
export const CutInfo = Cut.omit({ workspaceId: true, logoUri: true, runIds: true, deliverables: true })
  .extend({
    deliverables: z.array(Deliverable.extend(signed)),
    spec: z.union([VariantSpec, z.null()]),
    verdict: z.union([Verdict, z.null()]),
  })
  .meta({ id: "Cut" });
export type CutInfo = z.infer<typeof CutInfo>;
