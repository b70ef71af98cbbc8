import * as z from "zod";
import { useActor } from "../actor.ts";
import { AssetId } from "../asset/asset.schema.ts";
import { writeManifest } from "../asset/manifest.ts";
import { publish } from "../event.ts";
import { fn } from "../fn.ts";
import { end } from "../run/end.ts";
import { failureOf, type RunFailure } from "../run/failure.ts";
import { RunId } from "../run/run.schema.ts";
import * as Run from "../run/run.ts";
import { StateError } from "../run/state-error.ts";
import { settle } from "./state.ts";

const Reference = z.object({ assetId: AssetId, runId: RunId });
export const Understood = Reference;
export const Misunderstood = Reference.extend({ error: StateError });

/** Everything is heard, seen, checked, described and found. May run again after it was cut off at any line. */
export const finish = fn(Understood, async ({ assetId, runId }) => {
  const { workspaceId } = useActor();
  await settle(assetId, runId, { status: "searchable" }, await Run.timingsOf(runId));
  await writeManifest(assetId);
  await end(runId, { status: "succeeded" });
  await publish("asset.searchable", { workspaceId, assetId, runId });
  return { assetId };
});

/** Notes that a run could not understand an asset, with the reason that its last step gave. What was made stays. */
export const fail = fn(Misunderstood, async ({ assetId, runId, error }) => {
  const failure = await failureOf({ assetId, runId }, error);
  await giveUp({ assetId, runId }, failure);
  return failure.reason;
});

/** Notes that a run ends without having understood its asset. */
export async function giveUp({ assetId, runId }: z.output<typeof Reference>, failure: RunFailure): Promise<void> {
  const { workspaceId } = useActor();
  const { reason } = failure;
  await settle(assetId, runId, { status: "failed", reason });
  await writeManifest(assetId);
  await end(runId, { status: "failed", ...failure });
  await publish("asset.understanding_failed", { workspaceId, assetId, runId, reason });
}
