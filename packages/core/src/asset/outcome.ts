import { PutObjectTaggingCommand } from "@aws-sdk/client-s3";
import { z } from "zod";
import { s3 } from "../bucket.ts";
import { writeManifest } from "../derivative/manifest.ts";
import { publish } from "../event.ts";
import { fn } from "../fn.ts";
import { Reason } from "../reason.ts";
import { failureOf } from "../run/failure.ts";
import { RunId } from "../run/run.schema.ts";
import * as Run from "../run/run.ts";
import { StateError } from "../run/state-error.ts";
import { AssetId } from "./asset.schema.ts";
import * as Assets from "./asset.ts";
import { originalOf } from "./place.ts";

const Reference = z.object({ assetId: AssetId, runId: RunId });
export const Completion = Reference.extend({ linkedTo: AssetId.optional() });
export const Rejection = Reference.extend({ reason: Reason });
export const Failure = Reference.extend({ error: StateError });

/**
 * How work on an asset ends. Each verb may run again after it was cut off at any line: the state moves once, what follows
 * is done again, and an event may be sent twice.
 */
export const finish = fn(Completion, async ({ assetId, runId, linkedTo }) => {
  const readyAt = new Date().toISOString();
  if (linkedTo) {
    const { technical } = await Assets.get(linkedTo);
    await Assets.move(assetId, "ready", { linkedTo, readyAt, ...(technical && { technical }) });
  } else {
    await writeManifest(await Assets.getInspected(assetId));
    await Assets.move(assetId, "ready", { readyAt });
  }
  const { workspaceId } = await Assets.get(assetId);
  await Run.end(runId, "succeeded");
  await publish("asset.ready", { workspaceId, assetId });
  return { assetId };
});

/** Refuses an asset for good. Its original stays where it is, marked as quarantined. */
export const reject = fn(Rejection, async ({ assetId, runId, reason }) => {
  const { workspaceId, ...asset } = await Assets.move(assetId, "rejected", { reason });
  const { bucket, key } = originalOf(asset);
  const tags = [{ Key: "quarantine", Value: "true" }];
  await s3.send(new PutObjectTaggingCommand({ Bucket: bucket, Key: key, Tagging: { TagSet: tags } }));
  await Run.end(runId, "succeeded", reason);
  await publish("asset.rejected", { workspaceId, assetId, reason });
  return { assetId };
});

/** Notes that the pipeline could not do its work, with the reason that its last step gave. */
export const fail = fn(Failure, async ({ assetId, runId, error }) => {
  const reason = await failureOf({ assetId, runId }, error);
  const { workspaceId, status } = await Assets.get(assetId);
  // An asset that has come to its end stays so: what failed then was only telling others.
  if (status !== "ready" && status !== "rejected") {
    await Assets.move(assetId, "failed", { reason });
    await publish("asset.failed", { workspaceId, assetId, reason });
  }
  await Run.end(runId, "failed", reason);
  return reason;
});
