import { AssetEntity } from "../asset/asset.entity.ts";
import type { Asset } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { copiesOf } from "../asset/copies.ts";
import { start } from "../asset/receive.ts";
import { derivedId } from "../derived-id.ts";
import { wrote } from "../table.ts";

/**
 * Has a copy of known bytes worked on as footage of its own: what it lived on goes, or is gone. `at` is when that was decided
 * (ISO), from which its run follows: called again, it starts the same one. A copy that is in the trash stays as it is.
 */
export async function separate({ workspaceId, assetId }: Asset, sourceId: string, at: string): Promise<void> {
  const runId = derivedId("run", new Date(at), assetId, sourceId, "separate");
  await wrote(
    AssetEntity.patch({ workspaceId, assetId })
      .set({ status: "received", runId })
      .remove(["linkedTo", "readyAt"])
      .where(({ linkedTo, deletedAt }, { eq, notExists }) => `${eq(linkedTo, sourceId)} AND ${notExists(deletedAt)}`)
      .go(),
  );
  const copy = await Assets.get(assetId);
  if (copy.status === "received" && copy.runId === runId) await start(copy);
}

/** The same for every copy of an asset. */
export async function separateCopies(sourceId: string, at: string): Promise<void> {
  for (const assetId of await copiesOf(sourceId)) {
    const copy = await Assets.find(assetId);
    if (copy) await separate(copy, sourceId, at);
  }
}
