import { Resource } from "sst";
import { type ObjectPlace, uriOf } from "../bucket.ts";
import type { Asset } from "./asset.schema.ts";

/** Where an original is: it stays where it was put. */
export const originalOf = ({ key }: Pick<Asset, "key">): ObjectPlace => ({ bucket: Resource.Input.name, key });

export const originalUriOf = (asset: Pick<Asset, "key">): string => uriOf(originalOf(asset));

/** Where something made from an asset is: `name` under the asset's own folder of the media bucket. */
export const mediaOf = (
  { workspaceId, assetId }: Pick<Asset, "workspaceId" | "assetId">,
  name: string,
): ObjectPlace => ({
  bucket: Resource.Media.name,
  key: `${workspaceId}/${assetId}/${name}`,
});
