import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { RunId } from "../run/run.schema.ts";

/** Runs that ended in an hour, of all workflows together. */
export const Hour = z
  .object({
    /** When it begins. */
    at: z.iso.datetime(),
    succeeded: z.int().nonnegative(),
    failed: z.int().nonnegative(),
    rejected: z.int().nonnegative(),
    /** What a run took on the average that was not redriven; absent when none ended. */
    meanMs: z.int().nonnegative().optional(),
  })
  .meta({ id: "HealthHour" });
export type Hour = z.infer<typeof Hour>;

const Ends = z.object({
  succeeded: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
});

/** A count that stops at `MOST_COUNTED`: then there are that many or more. */
const Count = z.int().nonnegative();

/** How a workspace's pipeline does. Queues are of the whole stage. */
export const Health = z
  .object({
    /** Of what is being worked on, how much, and since when the oldest has been. */
    running: z.object({ count: Count, oldestAt: z.iso.datetime().optional() }),
    /** Assets that are there and wait for their run, and messages that no function has taken yet. */
    waiting: z.object({ assets: Count, messages: Count, oldestAt: z.iso.datetime().optional() }),
    failed: Count,
    deadLetters: Count,
    lastHour: Ends,
    lastDay: Ends,
    /** A week, oldest first; the last one goes on. */
    hours: z.array(Hour),
  })
  .meta({ id: "PipelineHealth" });
export type Health = z.infer<typeof Health>;

/** Runs that failed, or assets that were rejected, for the same reason in the same step. */
export const Problem = z
  .object({
    kind: z.enum(["failed", "rejected"]),
    code: z.string(),
    step: z.string(),
    workflow: z.string(),
    count: z.int().positive(),
    firstAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
    /** The newest of them. */
    examples: z.array(
      z.object({
        runId: RunId.optional(),
        /** The step by its whole name, which in a fan-out has the number of the part. */
        step: z.string().optional(),
        assetId: AssetId.optional(),
        assetName: z.string().optional(),
        message: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

/** `more`: there are older ones that were not looked at. */
export const Problems = z.object({ items: z.array(Problem), more: z.boolean() }).meta({ id: "Problems" });
export type Problems = z.infer<typeof Problems>;
