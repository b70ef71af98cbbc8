import { PutObjectTaggingCommand } from "@aws-sdk/client-s3";
import * as z from "zod";
import { s3 } from "../bucket.ts";
import { AppError } from "../error.ts";
import { publish } from "../event.ts";
import { fn } from "../fn.ts";
import { Reason } from "../reason.ts";
import { end } from "../run/end.ts";
import { failureOf, type RunFailure } from "../run/failure.ts";
import { RunId } from "../run/run.schema.ts";
import * as Run from "../run/run.ts";
import { StateError } from "../run/state-error.ts";
import { type Asset, AssetId } from "./asset.schema.ts";
import * as Assets from "./asset.ts";
import { noteCopy } from "./copies.ts";
import { writeManifest } from "./manifest.ts";
import { lossOf } from "./original.ts";
import { originalOf } from "./place.ts";

const Reference = z.object({ assetId: AssetId, runId: RunId });
export const Completion = Reference.extend({ linkedTo: AssetId.optional() });
export const Rejection = Reference.extend({ reason: Reason });
export const Failure = Reference.extend({ error: StateError });

/**
 * How work on an asset ends. Each verb may run again after it was cut off at any line: the state moves once, what follows
 * is done again, and an event may be sent twice. When `finish` or `reject` give up after their move, `fail` does the rest. The
 * manifest is a copy of the row, and so comes after it.
 */
export const finish = fn(Completion, async ({ assetId, runId, linkedTo }) => {
  const readyAt = new Date().toISOString();
  const readyTimings = { runId, stepsMs: await Run.timingsOf(runId) };
  if (linkedTo) {
    const { technical, hasThumbnail } = await Assets.get(linkedTo);
    await noteCopy(assetId, linkedTo);
    const facts = { ...(technical && { technical }), ...(hasThumbnail && { hasThumbnail }) };
    await tellReady(await Assets.move(assetId, "ready", { linkedTo, readyAt, readyTimings, ...facts }), runId);
  } else {
    await tellReady(await Assets.move(assetId, "ready", { readyAt, readyTimings }), runId);
  }
  return { assetId };
});

/** Refuses an asset for good. Its original stays where it is, marked as quarantined. */
export const reject = fn(Rejection, async ({ assetId, runId, reason }) => {
  const asset = await Assets.move(assetId, "rejected", { reason });
  await quarantine(asset);
  await tellRejected(asset, runId);
  return { assetId };
});

/**
 * The last step of a run that another one ended with an error: notes that the pipeline could not do its work, and why. An
 * asset that had come to its end before stays so; what is owed of that end is done here, and no reason is returned.
 */
export const fail = fn(Failure, async ({ assetId, runId, error }) => {
  const failure = await failureOf({ assetId, runId }, error);
  const asset = await Assets.get(assetId);
  if (asset.status === "ready") await tellReady(asset, runId);
  else if (asset.status === "rejected") {
    await tellRejected(asset, runId);
    await quarantine(asset);
  } else {
    await giveUp({ assetId, runId }, failure);
    return failure.reason;
  }
  return { assetId };
});

/** Notes that an asset's work ends without having come to its end. Throws `conflict` for one that is ready or rejected. */
export async function giveUp({ assetId, runId }: z.output<typeof Reference>, failure: RunFailure): Promise<void> {
  const { reason } = failure;
  const { workspaceId } = await Assets.move(assetId, "failed", { reason });
  await writeManifest(assetId);
  await publish("asset.failed", { workspaceId, assetId, runId, reason });
  await end(runId, { status: "failed", ...failure });
}

async function tellReady({ workspaceId, assetId }: Asset, runId: string): Promise<void> {
  await writeManifest(assetId);
  await publish("asset.ready", { workspaceId, assetId, runId });
  await end(runId, { status: "succeeded" });
}

async function tellRejected({ workspaceId, assetId, reason }: Asset, runId: string): Promise<void> {
  if (!reason) throw new AppError("internal", `Asset ${assetId} was rejected without a reason`);
  await writeManifest(assetId);
  await publish("asset.rejected", { workspaceId, assetId, runId, reason });
  await end(runId, { status: "succeeded", reason });
}

/** Marks the original, unless other bytes have taken its place: they are another asset's. */
async function quarantine(asset: Asset): Promise<void> {
  if (await lossOf(asset)) return;
  const { bucket, key } = originalOf(asset);
  const tags = [{ Key: "quarantine", Value: "true" }];
  await s3.send(new PutObjectTaggingCommand({ Bucket: bucket, Key: key, Tagging: { TagSet: tags } }));
}
