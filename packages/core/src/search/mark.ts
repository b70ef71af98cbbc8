import { useActor } from "../actor.ts";
import { AssetEntity } from "../asset/asset.entity.ts";
import { AssetId, Marks } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { writeManifest } from "../asset/manifest.ts";
import { fn } from "../fn.ts";
import { segmentAsset } from "./index-words.ts";
import { describe } from "./publish.ts";

/** Sets tags and collections of an asset; those that are not given stay. Searches filter by them from then on. */
export const mark = fn(Marks.extend({ assetId: AssetId }), async ({ assetId, tags, collections }): Promise<void> => {
  const { workspaceId } = useActor();
  await Assets.get(assetId);
  await AssetEntity.patch({ workspaceId, assetId })
    .set({ ...(tags && { tags }), ...(collections && { collections }) })
    .go();
  await writeManifest(assetId);
  const asset = await Assets.get(assetId);
  const { technical, fingerprint } = asset;
  // Before it is inspected nothing of it is indexed.
  if (technical && fingerprint) await describe(assetId, segmentAsset({ ...asset, technical, fingerprint }));
});
