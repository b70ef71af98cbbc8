import { useActor } from "../actor.ts";
import { AssetEntity } from "../asset/asset.entity.ts";
import { type Asset, AssetId } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { writeManifest } from "../asset/manifest.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { AppError } from "../error.ts";
import { publish } from "../event.ts";
import { fn } from "../fn.ts";
import { restoreIndex } from "../search/restore.ts";
import * as SearchIndexes from "../search/search-index.ts";
import { wrote } from "../table.ts";
import { startAnother, startFirst } from "../understanding/start.ts";
import { separate } from "./separate.ts";

/**
 * Takes an asset out of the trash: it is listed and found as before, of what was made of it before. Done before, what follows
 * is done again, so that it may be cut off at any line. Throws `conflict` for one that never was in the trash, or goes for good.
 */
export const restore = fn(AssetId, async (assetId): Promise<void> => {
  const asset = await takeOut(assetId);
  const { workspaceId, name, restoredAt } = asset;
  await findAgain(asset);
  await writeManifest(assetId);
  await publish("asset.restored", { workspaceId, assetId, name, restoredAt });
});

async function takeOut(assetId: string): Promise<Asset & { restoredAt: string }> {
  const { workspaceId } = useActor();
  const before = await Assets.get(assetId);
  await wrote(
    AssetEntity.patch({ workspaceId, assetId })
      // The status anew: by it the asset is listed again.
      .set({ status: before.status, restoredAt: new Date().toISOString() })
      .remove(["deletedAt"])
      .where(({ deletedAt, purgingAt }, { exists, notExists }) => `${exists(deletedAt)} AND ${notExists(purgingAt)}`)
      .go(),
  );
  const asset = await Assets.get(assetId);
  const { restoredAt, deletedAt } = asset;
  if (deletedAt) throw new AppError("conflict", `Asset ${assetId} is being deleted for good and cannot come back`);
  if (!restoredAt) throw new AppError("conflict", `Asset ${assetId} is not in the trash: there is nothing to restore`);
  return { ...asset, restoredAt };
}

/** What is found by its moments is found again; what was never understood, or lived on another asset that is gone, is worked on. */
async function findAgain(asset: Asset & { restoredAt: string }): Promise<void> {
  const { assetId, status, linkedTo, understanding, restoredAt } = asset;
  if (status !== "ready") return;
  if (linkedTo) {
    const source = await Assets.find(linkedTo);
    if (!source || source.deletedAt) await separate(asset, linkedTo, restoredAt);
    return;
  }
  if (!understanding) return startFirst({ assetId });
  if (understanding.status === "running") return;
  const derivatives = await Derivatives.rows(assetId);
  if (await isCurrent(assetId)) await restoreIndex(asset, derivatives);
  else await startAnother(assetId, "Embed");
}

/** Whether its vectors, if it has any, are of the model by which searches go, and of no other one that is to come. */
async function isCurrent(assetId: string): Promise<boolean> {
  const [embeddings, index] = await Promise.all([Derivatives.find(assetId, "embeddings"), SearchIndexes.find()]);
  return !embeddings || (index !== undefined && !index.next && index.current.model.name === embeddings.model);
}
