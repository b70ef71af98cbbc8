import * as z from "zod";
import { useActor } from "../actor.ts";
import { AssetId } from "../asset/asset.schema.ts";
import { type Mentioned, mentioned } from "../asset/mentioned.ts";
import { billOf } from "../cost/bill.ts";
import { usageOfRun } from "../cost/run-usage.ts";
import { CutId } from "../cut/cut-id.ts";
import { titlesOf } from "../cut/titles.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { newestFirst, PageQuery } from "../page.ts";
import type { Rebuilt } from "../rebuild/rebuilt.schema.ts";
import type { Reembedded } from "../reembed/reembedded.schema.ts";
import { wrote } from "../table.ts";
import { AttemptEntity } from "./attempt.entity.ts";
import { RunEntity } from "./run.entity.ts";
import {
  AttemptRow,
  Run,
  RunId,
  type RunInfo,
  type RunPage,
  RunStatus,
  type RunSummary,
  type Step,
  Timed,
} from "./run.schema.ts";
import * as Steps from "./steps.ts";
import { usualOf, withUsual } from "./usual.ts";

/** Notes that a run begins. Again for the same run, it changes nothing. */
export const begin = fn(
  z.object({
    runId: RunId,
    assetId: AssetId.optional(),
    cutId: CutId.optional(),
    workflow: z.string(),
    partial: z.boolean().default(false),
  }),
  async ({ assetId, cutId, partial, ...run }) => {
    const { workspaceId } = useActor();
    const row = {
      ...run,
      workspaceId,
      ...(assetId && { assetId }),
      ...(cutId && { cutId }),
      ...(partial && { partial }),
    };
    await wrote(RunEntity.create({ ...row, status: "running", startedAt: new Date().toISOString() }).go());
  },
);

/** The run as it is kept, or undefined. Reads what was written last. */
export async function find(runId: string): Promise<Run | undefined> {
  const { workspaceId } = useActor();
  const { data } = await RunEntity.get({ workspaceId, runId }).go({ consistent: true });
  return data ? parse(Run, data) : undefined;
}

/** The same, where there has to be one. Throws `not_found`. */
export async function row(runId: string): Promise<Run> {
  const run = await find(runId);
  if (!run) throw new AppError("not_found", `Run ${runId} does not exist`);
  return run;
}

/** Notes that a run which had failed goes on, for the so many-th time. Again, it changes nothing. */
export async function reopen(runId: string, redrives: number): Promise<void> {
  const { workspaceId } = useActor();
  await RunEntity.patch({ workspaceId, runId })
    .set({ status: "running", redrives })
    .remove(["endedAt", "reason", "failedStep"])
    .go();
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

/** Time of every finished step of a run by its name, in milliseconds. */
export async function timingsOf(runId: string): Promise<Record<string, number>> {
  const { workspaceId } = useActor();
  const { data } = await AttemptEntity.query
    .primary({ workspaceId, runId })
    .go({ pages: "all", consistent: true, attributes: Object.keys(Timed.shape) as (keyof Timed)[] });
  return Steps.timingsOf(parse(z.array(Timed), data));
}

export const get = fn(RunId, async (runId): Promise<RunInfo> => {
  const [run, attempts] = await Promise.all([row(runId), attemptsOf(runId)]);
  const steps = withUsual(Steps.stepsOf(attempts), await usualOf(run));
  const batches = run.batches && { batches: { done: batchesDone(steps), total: run.batches } };
  const bill = billOf(usageOfRun(run.workflow, attempts));
  return { ...summary(run, await subjectsOf([run])), steps, ...batches, bill };
});

export const RunQuery = PageQuery.extend({ status: RunStatus.optional() });

/** The runs of a workspace, newest first: all of them, or those of one status. */
export const list = fn(RunQuery, async ({ status, ...page }): Promise<RunPage> => {
  const { workspaceId } = useActor();
  const query = status ? RunEntity.query.byStatus({ workspaceId, status }) : RunEntity.query.primary({ workspaceId });
  const { data, cursor } = await query.go(newestFirst(page));
  const runs = parse(z.array(Run), data);
  const subjects = await subjectsOf(runs);
  return { items: runs.map((run) => summary(run, subjects)), cursor };
});

/** Steps of a fan-out, each of which is a batch: of Rebuild, and of Reembed. */
const BATCH = /^(Restore|Fill|Verify)\./;

const batchesDone = (steps: readonly Step[]): number =>
  steps.filter(({ name, status }) => BATCH.test(name) && status === "succeeded").length;

interface Subjects {
  readonly assets: ReadonlyMap<string, Mentioned>;
  readonly titles: ReadonlyMap<string, string>;
}

/** What runs are about: assets, and titles of cuts. */
async function subjectsOf(runs: readonly Run[]): Promise<Subjects> {
  const [assets, titles] = await Promise.all([
    mentioned(runs.flatMap(({ assetId }) => assetId ?? [])),
    titlesOf(runs.flatMap(({ cutId }) => cutId ?? [])),
  ]);
  return { assets, titles };
}

function summary({ workspaceId: _, batches: __, ...run }: Run, { assets, titles }: Subjects): RunSummary {
  const asset = run.assetId === undefined ? undefined : assets.get(run.assetId);
  const percent = asset && percentOf(run, asset);
  const cutTitle = run.cutId && titles.get(run.cutId);
  return {
    ...run,
    ...(asset && { assetName: asset.name }),
    ...(percent !== undefined && { percent }),
    ...(cutTitle && { cutTitle }),
    ...(run.endedAt && { durationMs: Date.parse(run.endedAt) - Date.parse(run.startedAt) }),
  };
}

/** What is shown of an asset's progress is of the run that is at it: of two one may have just ended. */
function percentOf({ runId, status }: Pick<Run, "runId" | "status">, asset: Mentioned): number | undefined {
  const atIt = asset.status === "ready" ? asset.understanding?.runId : asset.runId;
  return status === "running" && atIt === runId ? asset.progress && Math.floor(asset.progress.percent) : undefined;
}
