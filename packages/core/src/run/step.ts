import * as z from "zod";
import { useActor } from "../actor.ts";
import { AssetId } from "../asset/asset.schema.ts";
import { advance } from "../asset/progress.ts";
import { sumOf, takeUsed } from "../cost/meter.ts";
import { AppError } from "../error.ts";
import { parse } from "../fn.ts";
import type { Reason } from "../reason.ts";
import { wrote } from "../table.ts";
import { AttemptEntity } from "./attempt.entity.ts";
import { overallPercent } from "./progress.ts";
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
export const RunStep = StepReference.partial({ assetId: true });
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
  await Promise.all([noted, assetId && advance({ assetId, step, percent: overallPercent(step) })]);
}

/** Notes how far a try is, in percent of its own work. */
export async function progress({ runId, assetId, step, attempt }: RunStep, percent: number): Promise<void> {
  const { workspaceId } = useActor();
  const noted = wrote(
    AttemptEntity.patch({ workspaceId, runId, step, attempt })
      .set({ percent })
      .where((before, { eq }) => eq(before.status, "running"))
      .go(),
  );
  await Promise.all([noted, assetId && advance({ assetId, step, percent: overallPercent(step, percent) })]);
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
export const end = (reference: RunStep, error?: Reason): Promise<void> =>
  change(reference, ({ status, startedAt }) => {
    if (status !== "running") return undefined;
    const endedAt = new Date();
    return {
      ...{ status: error ? "failed" : "succeeded", endedAt: endedAt.toISOString() },
      durationMs: endedAt.getTime() - Date.parse(startedAt),
      ...(error ? { error } : { percent: 100 }),
    };
  });

/** Adds to a try what was used by a function that orders its work from another, which will tell how it ended. */
export const addUsage = (reference: RunStep): Promise<void> => change(reference, () => ({}));

/** Function that orders, and function that takes the answer, may write at the same time. */
const MOST_TRIES = 10;

/** Changes a try as `how` says, if it does, and adds what was used since the last time. */
async function change(
  { runId, step, attempt }: RunStep,
  how: (row: AttemptRow) => Ended | Record<never, never> | undefined,
): Promise<void> {
  const { workspaceId } = useActor();
  const key = { workspaceId, runId, step, attempt };
  const used = takeUsed();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { data: row } = await AttemptEntity.get(key).go({ consistent: true });
    const changes = row && how(parse(AttemptRow, row));
    if (!row || !changes) return;
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
    if (done) return;
  }
  throw new AppError("unavailable", `Step ${step} of run ${runId} is written by too many at once; try again`);
}
