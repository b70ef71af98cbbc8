import { useActor } from "../actor.ts";
import { wrote } from "../table.ts";
import { AssetEntity } from "./asset.entity.ts";

/** Shows where the work on an asset stands. It only goes forward, and only while there is work: steps run side by side. */
export async function advance(to: { assetId: string; step: string; percent: number | undefined }): Promise<void> {
  const { assetId, step, percent } = to;
  if (percent === undefined) return;
  const { workspaceId } = useActor();
  await wrote(
    AssetEntity.patch({ workspaceId, assetId })
      .set({ progress: { step, percent } })
      .where(
        ({ status, progress, understanding }, { eq, lte, notExists }) =>
          `(${eq(status, "received")} OR ${eq(status, "processing")} OR ${eq(understanding.status, "running")}) AND (${notExists(progress)} OR ${lte(progress.percent, percent)})`,
      )
      .go(),
  );
}
