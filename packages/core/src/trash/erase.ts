import { Resource } from "sst";
import { useActor } from "../actor.ts";
import { AssetEntity } from "../asset/asset.entity.ts";
import type { Asset } from "../asset/asset.schema.ts";
import { ClaimEntity } from "../asset/claim.entity.ts";
import { forgetCopies } from "../asset/copies.ts";
import { manifestOf } from "../asset/manifest.ts";
import { mediaOf, originalOf } from "../asset/place.ts";
import { deleteObjects, deleteUnlessReplaced, listKeys } from "../bucket.ts";
import { forgetUses } from "../cut/use.ts";
import { DerivativeEntity } from "../derivative/derivative.entity.ts";
import { runsFolder } from "../run/archive.ts";
import { AttemptEntity } from "../run/attempt.entity.ts";
import { RunEntity } from "../run/run.entity.ts";
import { forgetIndex } from "../search/restore.ts";
import { wrote } from "../table.ts";

/** No process holds the index in memory so long without asking what has changed. */
const INDEX_HELD_S = 2 * 24 * 3600;

/**
 * Deletes everything of an asset. May be cut off at any line and called again. The order keeps it from coming back: its original
 * goes before the manifest, or a rebuild would take it for footage that just came; and its row goes last, by which all is found.
 */
export async function erase(asset: Asset): Promise<void> {
  await forgetIndex(asset.assetId, Math.floor(Date.now() / 1000) + INDEX_HELD_S);
  await eraseRuns(asset);
  await eraseOriginal(asset);
  const manifest = manifestOf(asset);
  const made = await listKeys(manifest.bucket, mediaOf(asset, "").key);
  await deleteObjects(
    manifest.bucket,
    made.filter((key) => key !== manifest.key),
  );
  await deleteObjects(manifest.bucket, [manifest.key]);
  await eraseRows(asset);
}

/** Which runs there were is told by their histories in the bucket, which go later. */
async function eraseRuns({ workspaceId, assetId, runId, understanding }: Asset): Promise<void> {
  const histories = await listKeys(Resource.Media.name, runsFolder(workspaceId, assetId));
  const told = histories.map((key) => key.slice(key.lastIndexOf("/") + 1, -".json".length));
  for (const id of new Set([...told, ...[runId, understanding?.runId].filter((one) => one !== undefined)])) {
    const { data } = await AttemptEntity.query
      .primary({ workspaceId, runId: id })
      .go({ pages: "all", attributes: ["step", "attempt"] });
    for (const { step, attempt } of data) await AttemptEntity.delete({ workspaceId, runId: id, step, attempt }).go();
    await RunEntity.delete({ workspaceId, runId: id }).go();
  }
}

/**
 * The original, unless its place has other bytes by now or another asset has it too (the same file put in again under the same
 * name), and the sidecars that were given to it.
 */
async function eraseOriginal({ workspaceId, assetId, key, etag }: Asset): Promise<void> {
  const original = originalOf({ key });
  const shared = await keysOfOthers(assetId);
  if (etag && !shared.has(key)) await deleteUnlessReplaced(original, etag);
  const given = await listKeys(original.bucket, `uploads/${workspaceId}/${assetId}/`);
  await deleteObjects(
    original.bucket,
    given.filter((one) => one !== key && !shared.has(one)),
  );
}

/** Where the originals of all other assets of the workspace are. */
async function keysOfOthers(assetId: string): Promise<ReadonlySet<string>> {
  const { workspaceId } = useActor();
  const { data } = await AssetEntity.query
    .primary({ workspaceId })
    .go({ pages: "all", consistent: true, attributes: ["assetId", "key"] });
  return new Set(data.filter((other) => other.assetId !== assetId).map(({ key }) => key));
}

async function eraseRows(asset: Asset): Promise<void> {
  const { workspaceId, assetId, fingerprint } = asset;
  if (fingerprint) {
    await wrote(
      ClaimEntity.delete({ workspaceId, fingerprint })
        .where((claim, { eq }) => eq(claim.assetId, assetId))
        .go(),
    );
  }
  const { data } = await DerivativeEntity.query
    .primary({ workspaceId, assetId })
    .go({ pages: "all", attributes: ["kind"] });
  for (const { kind } of data) await DerivativeEntity.delete({ workspaceId, assetId, kind }).go();
  await forgetCopies(asset);
  await forgetUses(asset);
  await AssetEntity.delete({ workspaceId, assetId }).go();
}
