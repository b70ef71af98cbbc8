import { useActor } from "../actor.ts";
import { AssetEntity } from "../asset/asset.entity.ts";
import * as Assets from "../asset/asset.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { eachTellingProblems, type Problems } from "../each-telling-problems.ts";
import { AppError, toAppError } from "../error.ts";
import { type Range, rangesOf } from "../range.ts";
import * as Run from "../run/run.ts";
import { fill, isFilled } from "./reembed.ts";

/** Assets at the same time; each embeds sixteen texts at once. */
const PARALLEL = 4;
/** An asset of ten hours has some 5,000 scenes, and a batch has to be done within a function's time. */
const ASSETS_A_BATCH = 10;

/** Cuts the workspace's assets into ranges of ids, and notes how many batches there are: each is filled, then verified. */
export async function scan(runId: string): Promise<{ ranges: Range[] }> {
  const ranges = await rangesOf(assetIds({ after: null, until: null }), { smallest: ASSETS_A_BATCH });
  await Run.describe(runId, { batches: 2 * ranges.length });
  return { ranges };
}

/** What is in the new index of a range: assets that have scenes, and how many scenes those have. */
export interface RangeFilled extends Problems {
  readonly assets: number;
  readonly scenes: number;
}

/** Fills the new index with the scenes of a range. */
export const fillRange = (range: Range, runId: string): Promise<RangeFilled> =>
  eachWithScenes(range, (assetId) => fillOne(assetId, runId));

/** Makes sure that every scene of a range is in the new index: of assets that came since it was filled, too. */
export const verifyRange = (range: Range, runId: string): Promise<RangeFilled> =>
  eachWithScenes(range, async (assetId) => {
    if (await isFilled(await Assets.getInspected(assetId), runId)) return;
    await fillOne(assetId, runId);
    if (await isFilled(await Assets.getInspected(assetId), runId)) return;
    throw new AppError("unavailable", `Scenes of asset ${assetId} were filled and are not in the new index`);
  });

async function fillOne(assetId: string, runId: string): Promise<void> {
  await fill(await Assets.getInspected(assetId), runId);
}

async function eachWithScenes(range: Range, work: (assetId: string) => Promise<void>): Promise<RangeFilled> {
  const counts = { assets: 0, scenes: 0 };
  const how = { parallel: PARALLEL, stops: ["unavailable", "conflict"] } as const;
  const problems = await eachTellingProblems(assetIds(range), how, async (assetId) => {
    if (!(await Derivatives.find(assetId, "scenes"))) return;
    try {
      await work(assetId);
    } catch (error) {
      const { code, message } = toAppError(error);
      const remedy = `./videoflow reprocess ${assetId} --from Scenes makes its scenes again`;
      throw new AppError(code, `Asset ${assetId}: ${message}; ${remedy}`, { cause: error });
    }
    const { count } = await Derivatives.get(assetId, "scenes");
    counts.assets++;
    counts.scenes += count;
  });
  return { ...counts, ...problems };
}

/** Before and after every id of an asset. */
const [FIRST, LAST] = ["ast_", "ast_~"];

/** The ids of a range, as the table has them when it is read: sorted, which is by age. Nothing is embedded for the trash. */
async function* assetIds({ after, until }: Range): AsyncGenerator<string> {
  const { workspaceId } = useActor();
  const query = AssetEntity.query
    .primary({ workspaceId })
    .between({ assetId: after ?? FIRST }, { assetId: until ?? LAST })
    .where(({ deletedAt }, { notExists }) => notExists(deletedAt));
  let cursor: string | null = null;
  do {
    const page: { data: { assetId: string }[]; cursor: string | null } = await query.go({
      ...{ cursor, consistent: true },
      attributes: ["assetId"],
    });
    for (const { assetId } of page.data) if (assetId !== after) yield assetId;
    cursor = page.cursor;
  } while (cursor !== null);
}
