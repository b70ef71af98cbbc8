import * as z from "zod";
import { useActor } from "../actor.ts";
import { AssetId } from "../asset/asset.schema.ts";
import { advance } from "../asset/progress.ts";
import { sumOf, takeUsed } from "../cost/meter.ts";
import { AppError } from "../error.ts";
import { parse } from "../fn.ts";
import type { Reason } from "../reason.ts";
import { conditionFailed, wrote } from "../table.ts";
import { AttemptEntity } from "./attempt.entity.ts";
import { moveOf } from "./progress.ts";
import { AttemptRow, RunId } from "./run.schema.ts";

/** Which try at which step of which run. `attempt` counts from 1. */
export const StepReference = z.object({
  runId: RunId,
  assetId: AssetId,
  step: z.string().min(1),
  attempt: z.int().positive(),
});
export type StepReference = z.infer<typeof StepReference>;

/** The same of any run, also of one that is about no asset. */
export const RunStep = StepReference.partial({ assetId: true }).extend({
  /** How many parts a fan-out has of which the step is one. */
  parts: z.int().positive().optional(),
});
export type RunStep = z.infer<typeof RunStep>;

/** Notes that a try begins. One that has succeeded stays so, when a message about it comes late. */
export async function begin({ runId, assetId, step, attempt }: RunStep): Promise<void> {
  const { workspaceId } = useActor();
  const row = { workspaceId, runId, step, attempt, status: "running" as const, startedAt: new Date().toISOString() };
  const noted = wrote(
    AttemptEntity.put(row)
      .where((before, { ne, notExists }) => `${notExists(before.status)} OR ${ne(before.status, "succeeded")}`)
      .go(),
  );
  await Promise.all([noted, assetId && advance({ assetId, step, move: moveOf(step, 0) })]);
}

/**
 * Notes how far a try is, in percent of its own work: whole ones, a hundred at most, since there may be more to do than was said. What it
 * was before, or is no longer at, changes nothing.
 */
export async function progress({ runId, assetId, step, attempt, parts }: RunStep, done: number): Promise<void> {
  const { workspaceId } = useActor();
  const percent = Math.min(100, Math.floor(done));
  try {
    const { data: row } = await AttemptEntity.patch({ workspaceId, runId, step, attempt })
      .set({ percent })
      .where(
        (before, { eq, lt, notExists }) =>
          `${eq(before.status, "running")} AND (${notExists(before.percent)} OR ${lt(before.percent, percent)})`,
      )
      .go({ response: "all_old" });
    if (assetId) await advance({ assetId, step, move: moveOf(step, percent, { before: row?.percent, parts }) });
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/** What a try becomes. */
interface Ended {
  readonly status: "succeeded" | "failed";
  readonly endedAt: string;
  readonly durationMs: number;
  readonly percent?: number;
  readonly error?: Reason;
}

/** Notes how a try ended, and what was used for it; what has ended already stays as it ended. */
export async function end(reference: RunStep, error?: Reason): Promise<void> {
  const { assetId, step, parts } = reference;
  const row = await change(reference, ({ status, startedAt }) => {
    if (status !== "running") return undefined;
    const endedAt = new Date();
    return {
      ...{ status: error ? "failed" : "succeeded", endedAt: endedAt.toISOString() },
      durationMs: endedAt.getTime() - Date.parse(startedAt),
      ...(error ? { error } : { percent: 100 }),
    };
  });
  const move = moveOf(step, 100, { before: row?.percent, parts });
  // Steps that come one after another have the beginning of the next one for that.
  if (row && !error && assetId && move && "by" in move) await advance({ assetId, step, move });
}

/** Adds to a try what was used by a function that orders its work from another, which will tell how it ended. */
export async function addUsage(reference: RunStep): Promise<void> {
  await change(reference, () => ({}));
}

/** Function that orders, and function that takes the answer, may write at the same time. */
const MOST_TRIES = 10;

/** Changes a try as `how` says, if it does, and adds what was used since the last time. Returns the try as it was, if it was changed. */
async function change(
  { runId, step, attempt }: RunStep,
  how: (row: AttemptRow) => Ended | Record<never, never> | undefined,
): Promise<Pick<AttemptRow, "percent"> | undefined> {
  const { workspaceId } = useActor();
  const key = { workspaceId, runId, step, attempt };
  const used = takeUsed();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { data: row } = await AttemptEntity.get(key).go({ consistent: true });
    const changes = row && how(parse(AttemptRow, row));
    if (!row || !changes) return undefined;
    const usage = sumOf(row.usage, used);
    const done = await wrote(
      AttemptEntity.patch(key)
        .set({ ...changes, ...(Object.keys(usage).length > 0 && { usage }) })
        .where(
          (before, { eq, notExists }) =>
            `${eq(before.status, row.status)} AND ${row.usage ? eq(before.usage, row.usage) : notExists(before.usage)}`,
        )
        .go(),
    );
    if (done) return row;
  }
  throw new AppError("unavailable", `Step ${step} of run ${runId} is written by too many at once; try again`);
}
