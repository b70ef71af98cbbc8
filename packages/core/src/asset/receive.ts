import { Resource } from "sst";
import { provideActor } from "../actor.ts";
import { derivedId } from "../derived-id.ts";
import { AppError } from "../error.ts";
import { publish } from "../event.ts";
import { fn } from "../fn.ts";
import { startExecution } from "../run/execution.ts";
import * as Run from "../run/run.ts";
import { takeSidecar } from "../sidecar/arrival.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { type Asset, AssetId } from "./asset.schema.ts";
import * as Assets from "./asset.ts";
import { Arrival } from "./receive.schema.ts";

/**
 * Makes an asset of what arrived and starts its run. The same news again changes nothing: every id follows from the news.
 * An upload that we began has an asset; anything else that is put under `uploads/<workspace>/` gets one, and so does a file
 * that is put over another, be it the same: the asset of the earlier one is left to itself, and its run finds out. Sidecars of
 * footage that is there get none.
 */
export const receive = fn(Arrival, async (arrival) => {
  // S3's console makes folders of this kind; there is nothing in them.
  if (arrival.key.endsWith("/")) return;
  const { workspaceId, segment, name } = splitKey(arrival.key);
  await provideActor({ workspaceId, who: "pipeline" }, async () => {
    if (await takeSidecar(arrival)) return;
    const asset = (await uploaded(segment, arrival)) ?? (await dropped(name, arrival));
    if (asset.status !== "received") return;
    const { assetId, runId = runIdOf(assetId) } = asset;
    await publish("asset.created", { workspaceId, assetId, runId, name: asset.name });
    // At last: once it runs, the same news changes nothing any more.
    await start(asset);
  });
});

/** What the key of an original says. Throws `invalid` for one that is in no workspace. */
export function splitKey(key: string): { workspaceId: string; segment: string; name: string } {
  const [folder, workspaceId, ...rest] = key.split("/");
  const name = rest.at(-1);
  if (folder !== "uploads" || !WorkspaceId.safeParse(workspaceId).success || !workspaceId || !name) {
    throw new AppError("invalid", `${key} is in no workspace: put files under uploads/<workspace>/`);
  }
  return { workspaceId, segment: rest[0] ?? name, name };
}

/** The asset that an upload began with, when this is the write that completed it. */
async function uploaded(segment: string, { key, bytes, etag, sequencer }: Arrival): Promise<Asset | undefined> {
  if (!AssetId.safeParse(segment).success) return undefined;
  const asset = await Assets.find(segment);
  if (asset?.key !== key) return undefined;
  if (asset.status === "uploading") {
    return Assets.move(segment, "received", { bytes, etag, sequencer, runId: runIdOf(segment) });
  }
  return asset.sequencer === sequencer ? asset : undefined;
}

async function dropped(name: string, { key, bytes, etag, sequencer, at }: Arrival): Promise<Asset> {
  const assetId = derivedId("ast", new Date(at), key, etag, sequencer);
  const runId = runIdOf(assetId);
  await Assets.create({ assetId, name, key, bytes, etag, sequencer, status: "received", runId });
  return Assets.get(assetId);
}

/** An asset's first run has the asset's own ULID. */
const runIdOf = (assetId: string): string => assetId.replace(/^ast_/, "run_");

/** Starts the run of an asset that was received; started before, it changes nothing. */
export async function start({ workspaceId, assetId, runId = runIdOf(assetId) }: Asset): Promise<void> {
  await Run.begin({ runId, assetId, workflow: "Ingest" });
  await startExecution(Resource.Ingest.arn, { workspaceId, assetId, runId });
}
