import { useActor } from "../actor.ts";
import { AssetEntity } from "../asset/asset.entity.ts";
import * as Assets from "../asset/asset.ts";
import { BEGUN } from "../asset/progress.ts";
import { AppError } from "../error.ts";
import type { Reason } from "../reason.ts";
import { wrote } from "../table.ts";

/**
 * Makes a run the one that understands an asset. True also when it was so before, and false when this run has ended. Throws
 * `conflict` when another run is at it.
 */
export async function claim(assetId: string, runId: string): Promise<boolean> {
  const { workspaceId } = useActor();
  const claimed = await wrote(
    AssetEntity.patch({ workspaceId, assetId })
      .set({ understanding: { status: "running", runId }, progress: BEGUN })
      .where(
        ({ status, understanding, deletedAt }, { eq, ne, notExists }) =>
          `${eq(status, "ready")} AND ${notExists(deletedAt)} AND (${notExists(understanding)} OR (${ne(understanding.status, "running")} AND ${ne(understanding.runId, runId)}))`,
      )
      .go(),
  );
  if (claimed) return true;
  const asset = await Assets.get(assetId);
  const { understanding } = asset;
  Assets.expectKept(asset);
  if (understanding?.runId === runId) return understanding.status === "running";
  throw new AppError(
    "conflict",
    `Asset ${assetId} is being worked on by run ${understanding?.runId}; wait for its end`,
  );
}

/** Lets a run that could not understand an asset go on. Throws `conflict` when another one has been at the asset since. */
export async function reopen(assetId: string, runId: string): Promise<void> {
  const { workspaceId } = useActor();
  const isOpen = await wrote(
    AssetEntity.patch({ workspaceId, assetId })
      .set({ understanding: { status: "running", runId }, progress: BEGUN })
      .where(
        ({ status, understanding, deletedAt }, { eq, ne, notExists }) =>
          `${eq(status, "ready")} AND ${notExists(deletedAt)} AND ${eq(understanding.runId, runId)} AND ${ne(understanding.status, "searchable")}`,
      )
      .go(),
  );
  if (isOpen) return;
  const asset = await Assets.get(assetId);
  Assets.expectKept(asset);
  const { understanding } = asset;
  throw new AppError("conflict", `Asset ${assetId} is now a matter of run ${understanding?.runId}, not of ${runId}`);
}

/**
 * Notes how the run that understands an asset ended, and how long its steps took where it came to its end. Another run's state, and one
 * that was noted, stay as they are.
 */
export async function settle(
  assetId: string,
  runId: string,
  to: { readonly status: "searchable" } | { readonly status: "failed"; readonly reason: Reason },
  stepsMs?: Record<string, number>,
): Promise<void> {
  const { workspaceId } = useActor();
  await wrote(
    AssetEntity.patch({ workspaceId, assetId })
      .set({ understanding: { ...to, runId }, ...(stepsMs && { understoodTimings: { runId, stepsMs } }) })
      .remove(["progress"])
      .where(
        ({ understanding }, { eq }) => `${eq(understanding.status, "running")} AND ${eq(understanding.runId, runId)}`,
      )
      .go(),
  );
}
