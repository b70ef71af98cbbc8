import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { Bill, NanoUsd, Usage } from "../cost/usage.schema.ts";
import { CutId } from "../cut/cut-id.ts";
import { idSchema } from "../id.ts";
import { Reason } from "../reason.ts";
import { Rebuilt } from "../rebuild/rebuilt.schema.ts";
import { Reembedded } from "../reembed/reembedded.schema.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";

export const RunId = idSchema("run");

export const RunStatus = z.enum(["running", "succeeded", "failed"]);
export type RunStatus = z.infer<typeof RunStatus>;

/** The code of the reason of a run that an operator ended. */
export const CANCELLED = "cancelled";

/**
 * One execution of a workflow, for one asset, for one cut or, where it is about none, for the house: Rebuild, Reembed. A rejected asset ends in a
 * run that succeeded: the gate did its work.
 */
export const Run = z.object({
  workspaceId: WorkspaceId,
  runId: RunId,
  assetId: AssetId.optional(),
  /** Of Compose and Render. */
  cutId: CutId.optional(),
  workflow: z.string(),
  status: RunStatus,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  reason: Reason.optional(),
  /** The step that ended the run with an error. */
  failedStep: z.string().optional(),
  /** How often it was taken up again after it had failed. */
  redrives: z.int().nonnegative().optional(),
  /** Whether it was to make only some of its steps' work again: it says nothing of how long they take. */
  partial: z.boolean().optional(),
  /** Of Rebuild and Reembed: into how many batches their work was cut, and what came of it. */
  batches: z.int().positive().optional(),
  rebuilt: Rebuilt.optional(),
  reembedded: Reembedded.optional(),
});
export type Run = z.infer<typeof Run>;

/** One try at one step. `attempt` counts from 1. */
export const Attempt = z.object({
  attempt: z.int().positive(),
  status: RunStatus,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  durationMs: z.int().nonnegative().optional(),
  /** Of this step's own work, where it can tell. */
  percent: z.number().min(0).max(100).optional(),
  error: Reason.optional(),
  /** What it used of AWS's services. */
  usage: Usage.optional(),
});
export type Attempt = z.infer<typeof Attempt>;

export const AttemptRow = Attempt.extend({ workspaceId: WorkspaceId, runId: RunId, step: z.string().min(1) });
export type AttemptRow = z.infer<typeof AttemptRow>;

/** What is read of attempts to say how long steps took. */
export const Timed = AttemptRow.pick({ step: true, attempt: true, status: true, startedAt: true, durationMs: true });
export type Timed = z.infer<typeof Timed>;

/**
 * A step as its last attempt left it, with all its attempts, oldest first. `usualMs` is the median of what it took in runs that
 * succeeded lately, with footage about as long; `nanoUsd` is what all its attempts cost together.
 */
export const Step = Attempt.omit({ attempt: true, usage: true })
  .extend({
    name: z.string(),
    attempts: z.array(Attempt),
    usualMs: z.int().nonnegative().optional(),
    nanoUsd: NanoUsd,
  })
  .meta({ id: "Step" });
export type Step = z.infer<typeof Step>;

/** `assetName` is absent when the asset is no more, and so is `cutTitle`. `percent` is how far a run is that works on an asset. */
export const RunSummary = Run.omit({ workspaceId: true, batches: true })
  .extend({
    assetName: z.string().optional(),
    cutTitle: z.string().optional(),
    percent: z.int().min(0).max(100).optional(),
    durationMs: z.int().nonnegative().optional(),
  })
  .meta({ id: "RunSummary" });
export type RunSummary = z.infer<typeof RunSummary>;

/** How many of its batches a run has done. */
const Batches = z.object({ done: z.int().nonnegative(), total: z.int().positive() });

/** `steps` in the order in which they began. */
export const RunInfo = RunSummary.extend({ steps: z.array(Step), batches: Batches.optional(), bill: Bill }).meta({
  id: "Run",
});
export type RunInfo = z.infer<typeof RunInfo>;

export const RunPage = z.object({ items: z.array(RunSummary), cursor: z.string().nullable() }).meta({ id: "RunPage" });
export type RunPage = z.infer<typeof RunPage>;
