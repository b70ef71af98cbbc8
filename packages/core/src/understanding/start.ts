import { Resource } from "sst";
import * as z from "zod";
import { useActor } from "../actor.ts";
import { AssetId } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { derivedId, timeOf } from "../derived-id.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { createId } from "../id.ts";
import { startExecution } from "../run/execution.ts";
import * as Run from "../run/run.ts";
import { claim } from "./state.ts";
import { UnderstandStep } from "./understanding.schema.ts";

/**
 * Starts the first run that understands an asset which has become ready. The same news again starts nothing: the run's id
 * follows from the asset. A copy of known bytes is understood with the asset that it is linked to.
 */
export const startFirst = fn(z.object({ assetId: AssetId }), async ({ assetId }): Promise<void> => {
  const { status, linkedTo, readyAt, understanding, deletedAt } = await Assets.get(assetId);
  if (status !== "ready" || linkedTo || !readyAt || deletedAt) return;
  const runId = derivedId("run", new Date(readyAt), assetId, "Understand");
  if (understanding && understanding.runId !== runId) return;
  await launch(assetId, runId);
});

/**
 * Starts the understanding of an asset that is ready and that no run has understood or is at: the table was lost before it
 * could say so. One run for each rebuild; asked for again, it is the same. Returns whether there was something to start.
 */
export async function understandAgain(assetId: string, rebuild: string): Promise<boolean> {
  const { status, linkedTo, understanding } = await Assets.get(assetId);
  const runId = derivedId("run", timeOf(rebuild), rebuild, assetId, "Understand");
  if (status !== "ready" || linkedTo || (understanding && understanding.runId !== runId)) return false;
  await launch(assetId, runId);
  return true;
}

export const Reprocessing = z.object({ assetId: AssetId, from: UnderstandStep });

/**
 * Makes again the step `from` and all that depends on it. Returns the run that does so. Throws `conflict` for an asset that
 * is not ready, or is being worked on.
 */
export const reprocess = fn(Reprocessing, ({ assetId, from }) => startAnother(assetId, from));

/** Starts another run that understands an asset: from the step `from` on anew, or with `null` what is not there. */
export async function startAnother(assetId: string, from: UnderstandStep | null): Promise<{ runId: string }> {
  const asset = await Assets.get(assetId);
  const { status, linkedTo } = asset;
  Assets.expectKept(asset);
  if (status !== "ready") {
    throw new AppError("conflict", `Asset ${assetId} is ${status}: only one that is ready can be reprocessed`);
  }
  if (linkedTo) throw new AppError("conflict", `Asset ${assetId} is a copy of ${linkedTo}: reprocess that one`);
  const runId = createId("run");
  await launch(assetId, runId, from);
  return { runId };
}

async function launch(assetId: string, runId: string, from: UnderstandStep | null = null): Promise<void> {
  const { workspaceId } = useActor();
  if (!(await claim(assetId, runId))) return;
  await Run.begin({ runId, assetId, workflow: "Understand", partial: from !== null });
  await startExecution(Resource.Understand.arn, { workspaceId, assetId, runId, from });
}
