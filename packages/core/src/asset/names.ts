import * as z from "zod";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { parse } from "../fn.ts";
import { AssetEntity } from "./asset.entity.ts";
import { Asset } from "./asset.schema.ts";

const Named = z.array(Asset.pick({ assetId: true, name: true }));

/**
 * Names of assets by their ids, read in one request for a hundred of them. An asset whose upload was given up has none.
 * Throws `unavailable` when the table left some unread.
 */
export async function namesOf(assetIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (assetIds.length === 0) return new Map();
  const { workspaceId } = useActor();
  const keys = [...new Set(assetIds)].map((assetId) => ({ workspaceId, assetId }));
  const { data, unprocessed } = await AssetEntity.get(keys).go({ attributes: ["assetId", "name"] });
  if (unprocessed.length > 0)
    throw new AppError(
      "unavailable",
      `The table left ${unprocessed.length} of ${keys.length} assets unread; try again`,
    );
  return new Map(parse(Named, data).map(({ assetId, name }) => [assetId, name]));
}
