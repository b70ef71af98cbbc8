import type { Inspected } from "../asset/asset.ts";
import { writeManifest } from "../asset/manifest.ts";
import { AppError } from "../error.ts";
import { conditionFailed } from "../table.ts";
import { fillIndex, readScenes } from "./index-scenes.ts";
import { SearchIndexEntity } from "./search-index.entity.ts";
import type { SearchIndex, VectorIndex } from "./search-index.schema.ts";
import * as SearchIndexes from "./search-index.ts";
import { countVectors } from "./vectors.ts";

/** The verbs of re-embedding, in their order; each may be asked for again. See docs/decisions/embedding-index.md. */

/** Whether the deployment wants vectors that the workspace's index does not hold. */
export async function isDue(): Promise<boolean> {
  return !isSame((await SearchIndexes.get()).current, await SearchIndexes.deployed());
}

/**
 * Begins to fill the deployed index beside the one that serves: from now on, what is embedded goes into both. Throws `conflict`
 * when there is nothing to be done, or when the deployed index is the very one that serves, whose vectors are by another model.
 */
export async function begin(): Promise<SearchIndex> {
  const { workspaceId, current } = await SearchIndexes.get();
  const next = await SearchIndexes.deployed();
  if (isSame(current, next))
    throw new AppError("conflict", `Index ${current.index} is what is deployed; nothing to do`);
  if (current.index === next.index) {
    throw new AppError(
      "conflict",
      `Index ${current.index} serves with vectors by ${current.model.name} and cannot hold those by ${next.model.name} ` +
        "too: declare another index in infra/search.ts and deploy",
    );
  }
  try {
    await SearchIndexEntity.patch({ workspaceId })
      .set({ next })
      .where(({ serving }, { eq }) => eq(serving, current.index))
      .go();
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    throw new AppError("conflict", `Index ${current.index} has ceased to serve meanwhile; begin again`, {
      cause: error,
    });
  }
  return { workspaceId, current, next };
}

/** Fills the new index with the scenes of one asset. */
export async function fill(asset: Inspected): Promise<{ scenes: number }> {
  const { count } = await fillIndex(asset, await nextIndex());
  await writeManifest(asset.assetId);
  return { scenes: count };
}

/** Throws `conflict` when a scene of the asset is not in the new index. */
export async function verify(asset: Inspected): Promise<void> {
  const { index } = await nextIndex();
  const { length } = await readScenes(asset);
  const found = await countVectors(index, asset.assetId, length);
  if (found < length) {
    throw new AppError(
      "conflict",
      `Index ${index} has ${found} of ${length} scenes of asset ${asset.assetId}; fill it again`,
    );
  }
}

/** Lets the new index serve. To be asked for when every asset is filled and verified; done before, it changes nothing. */
export async function switchOver(): Promise<SearchIndex> {
  const { workspaceId, current, next } = await SearchIndexes.get();
  if (!next) return { workspaceId, current };
  try {
    await SearchIndexEntity.patch({ workspaceId })
      .set({ serving: next.index, current: next })
      .remove(["next"])
      .where(({ serving }, { eq }) => eq(serving, current.index))
      .go();
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
  return SearchIndexes.get();
}

/** Gives the new index up; the one that serves goes on as it was. */
export async function abandon(): Promise<SearchIndex> {
  const { workspaceId, current } = await SearchIndexes.get();
  await SearchIndexEntity.patch({ workspaceId }).remove(["next"]).go();
  return { workspaceId, current };
}

async function nextIndex(): Promise<VectorIndex> {
  const { workspaceId, next } = await SearchIndexes.get();
  if (next) return next;
  throw new AppError("conflict", `No new index is being filled for workspace ${workspaceId}; begin first`);
}

const isSame = (one: VectorIndex, other: VectorIndex): boolean =>
  one.index === other.index &&
  one.textVersion === other.textVersion &&
  one.model.id === other.model.id &&
  one.model.name === other.model.name &&
  one.model.dimensions === other.model.dimensions;
