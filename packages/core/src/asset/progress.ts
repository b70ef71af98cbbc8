import { useActor } from "../actor.ts";
import { type Move, PERCEIVED, READY_AGAIN } from "../run/progress.ts";
import { wrote } from "../table.ts";
import { AssetEntity } from "./asset.entity.ts";

interface Step {
  readonly assetId: string;
  readonly step: string;
  /** Undefined where a step leads elsewhere. */
  readonly move: Move | undefined;
}

/** What is done side by side adds to it: where an asset begins to be understood. */
export const BEGUN = { step: "Understand", percent: 0 };

/** Shows where the work on an asset stands, while there is work. On each of its ways it only goes forward. */
export async function advance({ assetId, step, move }: Step): Promise<void> {
  if (!move) return;
  if ("to" in move) await advanceTo(assetId, { step, percent: move.to });
  else if (move.by > 0 && !(await advanceBy(assetId, move.by))) await beginAnew(assetId, move.by);
}

interface Place {
  readonly step: string;
  readonly percent: number;
}

const patch = (assetId: string) => AssetEntity.patch({ workspaceId: useActor().workspaceId, assetId });

/** Steps come one after another, and a message of an earlier one may come late. */
const advanceTo = (assetId: string, progress: Place): Promise<boolean> =>
  wrote(
    patch(assetId)
      .set({ progress })
      .where(
        ({ status, progress: before, understanding }, { eq, lte, notExists }) =>
          `(${eq(status, "received")} OR ${eq(status, "processing")} OR ${eq(understanding.status, "running")}) AND (${notExists(before)} OR ${lte(before.percent, progress.percent)})`,
      )
      .go(),
  );

/** Each step adds what it did, whatever the others do. What is tried again may be counted twice, but not beyond where all are done. */
const advanceBy = (assetId: string, percent: number): Promise<boolean> =>
  wrote(
    patch(assetId)
      .data(({ progress }, { add }) => add(progress.percent, percent))
      .where(
        ({ progress, understanding }, { eq, lte }) =>
          `${eq(understanding.status, "running")} AND ${lte(progress.percent, PERCEIVED - percent)}`,
      )
      .go(),
  );

const beginAnew = (assetId: string, percent: number): Promise<boolean> =>
  wrote(
    patch(assetId)
      .set({ progress: { ...BEGUN, percent } })
      .where(
        ({ progress: before, understanding }, { eq }) =>
          `${eq(understanding.status, "running")} AND (${READY_AGAIN.map((step) => eq(before.step, step)).join(" OR ")})`,
      )
      .go(),
  );
