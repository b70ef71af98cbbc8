import * as z from "zod";
import { useActor } from "../actor.ts";
import { AssetEntity } from "../asset/asset.entity.ts";
import { AssetId, Marks } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { writeManifest } from "../asset/manifest.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { conditionFailed } from "../table.ts";
import { segmentAsset } from "./index-words.ts";
import { describe } from "./publish.ts";

const Marking = Marks.extend({ assetId: AssetId, ifUpdatedAt: z.string().optional() });

/**
 * Sets tags and collections of an asset; those that are not given stay. Searches filter by them from then on. With
 * `ifUpdatedAt`, throws `stale` when the asset was changed since. Throws `conflict` for one that is in the trash.
 */
export const mark = fn(Marking, async ({ assetId, tags, collections, ifUpdatedAt }): Promise<void> => {
  const { workspaceId } = useActor();
  Assets.expectKept(await Assets.get(assetId));
  await AssetEntity.patch({ workspaceId, assetId })
    .set({ ...(tags && { tags }), ...(collections && { collections }) })
    .where((row, { eq, exists }) => (ifUpdatedAt ? eq(row.updatedAt, ifUpdatedAt) : exists(row.updatedAt)))
    .go()
    .catch((error: unknown) => {
      if (!conditionFailed(error)) throw error;
      throw new AppError("stale", `Asset ${assetId} was changed meanwhile: read it again`, { cause: error });
    });
  await writeManifest(assetId);
  const asset = await Assets.get(assetId);
  const { technical, fingerprint } = asset;
  // Before it is inspected nothing of it is indexed.
  if (technical && fingerprint) await describe(assetId, segmentAsset({ ...asset, technical, fingerprint }));
});
