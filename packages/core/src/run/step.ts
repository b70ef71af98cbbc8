import { z } from "zod";
import { useActor } from "../actor.ts";
import { AssetId } from "../asset/asset.schema.ts";
import { advance } from "../asset/progress.ts";
import type { Reason } from "../reason.ts";
import { conditionFailed } from "../table.ts";
import { AttemptEntity } from "./attempt.entity.ts";
import { overallPercent } from "./progress.ts";
import { RunId } from "./run.schema.ts";

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
  const noted = AttemptEntity.put(row)
    .where((before, { ne, notExists }) => `${notExists(before.status)} OR ${ne(before.status, "succeeded")}`)
    .go()
    .catch(unlessOver);
  await Promise.all([noted, assetId && advance({ assetId, step, percent: overallPercent(step) })]);
}

/** Notes how far a try is, in percent of its own work. */
export async function progress({ runId, assetId, step, attempt }: RunStep, percent: number): Promise<void> {
  const { workspaceId } = useActor();
  const noted = AttemptEntity.patch({ workspaceId, runId, step, attempt })
    .set({ percent })
    .where((before, { eq }) => eq(before.status, "running"))
    .go()
    .catch(unlessOver);
  await Promise.all([noted, assetId && advance({ assetId, step, percent: overallPercent(step, percent) })]);
}

/** Notes how a try ended; what has ended already stays as it ended. */
export async function end({ runId, step, attempt }: RunStep, error?: Reason): Promise<void> {
  const { workspaceId } = useActor();
  const { data } = await AttemptEntity.get({ workspaceId, runId, step, attempt }).go({ consistent: true });
  if (data?.status !== "running") return;
  const endedAt = new Date();
  const durationMs = endedAt.getTime() - Date.parse(data.startedAt);
  const status = error ? "failed" : "succeeded";
  await AttemptEntity.patch({ workspaceId, runId, step, attempt })
    .set({ status, endedAt: endedAt.toISOString(), durationMs, ...(error ? { error } : { percent: 100 }) })
    .where((before, { eq }) => eq(before.status, "running"))
    .go()
    .catch(unlessOver);
}

function unlessOver(error: unknown): void {
  if (!conditionFailed(error)) throw error;
}
