import { useActor } from "../actor.ts";
import type { Inspected } from "../asset/asset.ts";
import { writeManifest } from "../asset/manifest.ts";
import { AppError } from "../error.ts";
import { adviceOn, isSame } from "../search/advice.ts";
import { fillIndex, readScenes } from "../search/index-scenes.ts";
import { SearchIndexEntity } from "../search/search-index.entity.ts";
import type { SearchIndex, VectorIndex } from "../search/search-index.schema.ts";
import * as SearchIndexes from "../search/search-index.ts";
import { countVectors } from "../search/vectors.ts";
import { wrote } from "../table.ts";

/** The verbs of re-embedding, in their order; each may be asked for again. See docs/decisions/embedding-index.md. */

/**
 * Begins to fill the deployed index beside the one that serves, by a run: from now on, what is embedded goes into both. `instead`
 * is the run that was to fill it before, if one was. Throws `conflict` when there is nothing to be done, when the deployed index
 * is the very one that serves, or when yet another run was quicker.
 */
export async function begin(runId: string, instead?: string): Promise<SearchIndex> {
  const found = await SearchIndexes.get();
  const { workspaceId, current } = found;
  const next = await SearchIndexes.deployed();
  if (isSame(current, next))
    throw new AppError("conflict", `Index ${current.index} is what is deployed; nothing to do`);
  if (current.index === next.index) throw new AppError("conflict", adviceOn({ workspaceId, current }, next) ?? "");
  const isDone = await wrote(
    SearchIndexEntity.patch({ workspaceId })
      .set({ next, filledBy: runId })
      .where(({ serving, next: filled, filledBy }, { eq, notExists }) => {
        const isFree = `${notExists(filled)} OR ${notExists(filledBy)} OR ${eq(filledBy, instead ?? runId)}`;
        return `${eq(serving, current.index)} AND (${isFree})`;
      })
      .go(),
  );
  if (isDone) return { workspaceId, current, next, filledBy: runId };
  const { filledBy } = await SearchIndexes.get();
  throw new AppError("conflict", `Run ${filledBy} was just begun for the same; wait for its end`);
}

/** Fills the new index with the scenes of one asset, for the run that does so. Throws `conflict` for a run that was given up. */
export async function fill(asset: Inspected, runId: string): Promise<{ scenes: number }> {
  const { count } = await fillIndex(asset, await nextIndex(runId));
  await writeManifest(asset.assetId);
  return { scenes: count };
}

/** Whether every scene of an asset is in the new index. */
export async function isFilled(asset: Inspected, runId: string): Promise<boolean> {
  const { index } = await nextIndex(runId);
  const { length } = await readScenes(asset);
  return (await countVectors(index, asset.assetId, length)) === length;
}

/**
 * Lets the new index serve. To be asked for when every asset is filled and that was verified. Throws `conflict` for a run that was
 * given up.
 */
export async function switchOver(runId: string): Promise<SearchIndex> {
  const found = await SearchIndexes.find();
  if (found?.filledBy !== runId) throw givenUp(runId);
  const { workspaceId, next } = found;
  // Asked for again.
  if (!next) return found;
  const isDone = await wrote(
    SearchIndexEntity.patch({ workspaceId })
      .set({ serving: next.index, current: next })
      .remove(["next"])
      .where((row, { eq, exists }) => `${eq(row.filledBy, runId)} AND ${exists(row.next)}`)
      .go(),
  );
  return isDone ? { workspaceId, current: next, filledBy: runId } : switchOver(runId);
}

/** Notes that a run no longer fills the new index, so that another can go on where it stopped. */
export async function release(runId: string): Promise<void> {
  const { workspaceId } = useActor();
  await wrote(
    SearchIndexEntity.patch({ workspaceId })
      .remove(["filledBy"])
      .where(({ next, filledBy }, { eq, exists }) => `${eq(filledBy, runId)} AND ${exists(next)}`)
      .go(),
  );
}

/** Gives the new index up; the one that serves goes on as it was, and a run that fills the new one fails at its next step. */
export async function abandon(): Promise<void> {
  const { workspaceId } = useActor();
  await wrote(
    SearchIndexEntity.patch({ workspaceId })
      .remove(["next", "filledBy"])
      .where(({ next }, { exists }) => exists(next))
      .go(),
  );
}

async function nextIndex(runId: string): Promise<VectorIndex> {
  const { next, filledBy } = (await SearchIndexes.find()) ?? {};
  if (next && filledBy === runId) return next;
  throw givenUp(runId);
}

const givenUp = (runId: string) =>
  new AppError("conflict", `Run ${runId} no longer fills a new index: it was given up, or another run took its place`);
