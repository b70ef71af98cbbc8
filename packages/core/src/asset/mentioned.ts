import * as z from "zod";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { parse } from "../fn.ts";
import { AssetEntity } from "./asset.entity.ts";
import { Asset } from "./asset.schema.ts";

/** What is said of an asset where something else is the subject. */
const Mentioned = Asset.pick({
  assetId: true,
  name: true,
  status: true,
  progress: true,
  runId: true,
  understanding: true,
});
export type Mentioned = z.infer<typeof Mentioned>;

/**
 * Assets by their ids, read in one request for a hundred of them. One whose upload was given up is not there. Throws `unavailable` when
 * the table left some unread.
 */
export async function mentioned(assetIds: readonly string[]): Promise<ReadonlyMap<string, Mentioned>> {
  if (assetIds.length === 0) return new Map();
  const { workspaceId } = useActor();
  const keys = [...new Set(assetIds)].map((assetId) => ({ workspaceId, assetId }));
  const attributes = Object.keys(Mentioned.shape) as (keyof Mentioned)[];
  const { data, unprocessed } = await AssetEntity.get(keys).go({ attributes });
  if (unprocessed.length > 0)
    throw new AppError(
      "unavailable",
      `The table left ${unprocessed.length} of ${keys.length} assets unread; try again`,
    );
  return new Map(parse(z.array(Mentioned), data).map((asset) => [asset.assetId, asset]));
}
