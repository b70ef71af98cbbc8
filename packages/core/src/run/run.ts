import { z } from "zod";
import { useActor } from "../actor.ts";
import { AssetId } from "../asset/asset.schema.ts";
import { namesOf } from "../asset/names.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { newestFirst, PageQuery } from "../page.ts";
import type { Reason } from "../reason.ts";
import type { Rebuilt } from "../rebuild/rebuilt.schema.ts";
import type { Reembedded } from "../reembed/reembedded.schema.ts";
import { conditionFailed } from "../table.ts";
import { AttemptEntity } from "./attempt.entity.ts";
import { RunEntity } from "./run.entity.ts";
import { AttemptRow, Run, RunId, type RunInfo, type RunPage, type RunSummary, type Step } from "./run.schema.ts";
import { stepsOf } from "./steps.ts";

/** Notes that a run begins. Again for the same run, it changes nothing. */
export const begin = fn(
  z.object({ runId: RunId, assetId: AssetId.optional(), workflow: z.string() }),
  async ({ assetId, ...run }) => {
    const { workspaceId } = useActor();
    try {
      const row = { ...run, workspaceId, ...(assetId && { assetId }) };
      await RunEntity.create({ ...row, status: "running", startedAt: new Date().toISOString() }).go();
    } catch (error) {
      if (!conditionFailed(error)) throw error;
    }
  },
);

/** Notes how a run ended. Only a running one ends; a later word does not change an earlier one. */
export async function end(runId: string, status: "succeeded" | "failed", reason?: Reason): Promise<void> {
  const { workspaceId } = useActor();
  try {
    await RunEntity.patch({ workspaceId, runId })
      .set({ status, endedAt: new Date().toISOString(), ...(reason && { reason }) })
      .where((row, { eq }) => eq(row.status, "running"))
      .go();
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/** Adds what a run found out about itself. */
export async function describe(
  runId: string,
  facts: { batches: number } | { rebuilt: Rebuilt } | { reembedded: Reembedded },
): Promise<void> {
  const { workspaceId } = useActor();
  await RunEntity.patch({ workspaceId, runId }).set(facts).go();
}

/** Every attempt at every step of a run. */
export async function attemptsOf(runId: string): Promise<AttemptRow[]> {
  const { workspaceId } = useActor();
  const { data } = await AttemptEntity.query.primary({ workspaceId, runId }).go({ pages: "all", consistent: true });
  return parse(z.array(AttemptRow), data);
}

export const get = fn(RunId, async (runId): Promise<RunInfo> => {
  const { workspaceId } = useActor();
  const [{ data }, attempts] = await Promise.all([RunEntity.get({ workspaceId, runId }).go(), attemptsOf(runId)]);
  if (!data) throw new AppError("not_found", `Run ${runId} does not exist`);
  const run = parse(Run, data);
  const steps = stepsOf(attempts);
  const batches = run.batches && { batches: { done: batchesDone(steps), total: run.batches } };
  return { ...summary(run, await namesOf(assetsOf([run]))), steps, ...batches };
});

/** The runs of a workspace, newest first. */
export const list = fn(PageQuery, async (page): Promise<RunPage> => {
  const { workspaceId } = useActor();
  const { data, cursor } = await RunEntity.query.primary({ workspaceId }).go(newestFirst(page));
  const runs = parse(z.array(Run), data);
  const names = await namesOf(assetsOf(runs));
  return { items: runs.map((run) => summary(run, names)), cursor };
});

/** Steps of a fan-out, each of which is a batch: of Rebuild, and of Reembed. */
const BATCH = /^(Restore|Fill|Verify)\./;

const batchesDone = (steps: readonly Step[]): number =>
  steps.filter(({ name, status }) => BATCH.test(name) && status === "succeeded").length;

const assetsOf = (runs: readonly Run[]): string[] => runs.flatMap(({ assetId }) => assetId ?? []);

function summary({ workspaceId: _, batches: __, ...run }: Run, names: ReadonlyMap<string, string>): RunSummary {
  const assetName = run.assetId && names.get(run.assetId);
  return {
    ...run,
    ...(assetName && { assetName }),
    ...(run.endedAt && { durationMs: Date.parse(run.endedAt) - Date.parse(run.startedAt) }),
  };
}
