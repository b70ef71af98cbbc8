import { useActor } from "../actor.ts";
import { AssetEntity } from "../asset/asset.entity.ts";
import { type Asset, AssetId } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { writeManifest } from "../asset/manifest.ts";
import { AppError } from "../error.ts";
import { publish } from "../event.ts";
import { fn } from "../fn.ts";
import { forgetIndex } from "../search/restore.ts";
import { wrote } from "../table.ts";
import { separateCopies } from "./separate.ts";

/**
 * Puts an asset into the trash: it is in no list and no search any more, and `restore` brings it back as it was. Copies that
 * live on what was made of it are worked on as footage of their own. Done before, what follows is done again, so that it may
 * be cut off at any line. Throws `conflict` for an asset that is being uploaded or worked on.
 */
export const discard = fn(AssetId, async (assetId): Promise<void> => {
  const { deletedAt, workspaceId, name } = await putAway(assetId);
  await forgetIndex(assetId);
  await separateCopies(assetId, deletedAt);
  await writeManifest(assetId);
  await publish("asset.deleted", { workspaceId, assetId, name, deletedAt });
});

async function putAway(assetId: string): Promise<Asset & { deletedAt: string }> {
  const { workspaceId } = useActor();
  await wrote(
    AssetEntity.patch({ workspaceId, assetId })
      .set({ deletedAt: new Date().toISOString() })
      .where(
        ({ status, understanding, deletedAt }, { eq, ne, notExists }) =>
          `${notExists(deletedAt)} AND (${eq(status, "ready")} OR ${eq(status, "rejected")} OR ${eq(status, "failed")}) AND (${notExists(understanding)} OR ${ne(understanding.status, "running")})`,
      )
      .go(),
  );
  const asset = await Assets.get(assetId);
  const { deletedAt } = asset;
  if (deletedAt) return { ...asset, deletedAt };
  throw new AppError("conflict", inTheWay(asset));
}

function inTheWay({ assetId, status, runId, understanding }: Asset): string {
  if (status === "uploading") return `Asset ${assetId} is being uploaded: give its upload up instead`;
  const run = status === "ready" ? understanding?.runId : runId;
  return `Asset ${assetId} is being worked on by run ${run}: cancel that, or wait for its end`;
}
