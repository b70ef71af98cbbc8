import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { Resource } from "sst";
import * as z from "zod";
import { provideActor, useActor } from "../actor.ts";
import { AssetEntity } from "../asset/asset.entity.ts";
import { type Asset, AssetId } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { writeManifest } from "../asset/manifest.ts";
import { deleteObjects, listFolders, listKeys, uploadWhole } from "../bucket.ts";
import { eachTellingProblems, type Problems } from "../each-telling-problems.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { forgetIndex } from "../search/restore.ts";
import { wrote } from "../table.ts";
import { WorkspaceId } from "../workspace/workspace.schema.ts";
import { erase } from "./erase.ts";
import { separateCopies } from "./separate.ts";

/** How long an asset stays in the trash. */
export const KEPT_MS = 30 * 24 * 3600_000;

/** One asset that cannot go keeps none of the others. */
const HOW = { parallel: 4, stops: [] } as const;

const lambda = new LambdaClient({});

/** Of which asset the trash is to be emptied, or of all whose time has come. */
export const Purge = z.union([z.object({ workspaceId: WorkspaceId, assetId: AssetId }), z.strictObject({})]);

/**
 * Has an asset that is in the trash go for good, now instead of later: from here on it cannot come back. Its files and rows are
 * deleted by `purge`, which is asked for here and comes every day. Throws `conflict` for one that is not in the trash.
 */
export const orderPurge = fn(AssetId, async (assetId): Promise<void> => {
  const { workspaceId } = await condemn(assetId);
  const payload = JSON.stringify({ workspaceId, assetId } satisfies z.input<typeof Purge>);
  await lambda.send(
    new InvokeCommand({ FunctionName: Resource.OperatePurge.name, InvocationType: "Event", Payload: payload }),
  );
});

/** Where it is noted that an asset goes for good: when its files are gone and its row is not, this still leads to the workspace. */
const notesOf = (workspaceId: string) => `${workspaceId}/purging/`;

/** Marks an asset as one that goes for good, in the bucket too: a rebuild would bring back half of it otherwise. */
async function condemn(assetId: string): Promise<Asset> {
  const { workspaceId } = useActor();
  await wrote(
    AssetEntity.patch({ workspaceId, assetId })
      .set({ purgingAt: new Date().toISOString() })
      .where(({ deletedAt, purgingAt }, { exists, notExists }) => `${exists(deletedAt)} AND ${notExists(purgingAt)}`)
      .go(),
  );
  const asset = await Assets.get(assetId);
  if (!asset.purgingAt) throw new AppError("conflict", `Asset ${assetId} is not in the trash: delete it first`);
  await uploadWhole("", { bucket: Resource.Media.name, key: notesOf(workspaceId) + assetId }, "text/plain");
  await writeManifest(assetId);
  return asset;
}

/**
 * Deletes for good what was in the trash for 30 days, or is to go at once. What is cut off goes on with the next call. What stays
 * in the trash is taken out of the index once more: its deletion may have been cut off before that. Returns how many went. Throws
 * `internal` when some could not be deleted, once all others are.
 */
export const purge = fn(Purge, async (one): Promise<{ purged: number }> => {
  if ("assetId" in one) {
    await provideActor(asPipeline(one.workspaceId), () => purgeOne(one.assetId));
    return { purged: 1 };
  }
  let purged = 0;
  const left: Problems[] = [];
  for await (const folder of listFolders(Resource.Media.name, "wsp_")) {
    await provideActor(asPipeline(folder.slice(0, -1)), async () => {
      left.push(
        await eachTellingProblems(trashed(), HOW, async (assetId) => {
          if (await purgeDue(assetId)) purged++;
        }),
      );
      left.push(await eachTellingProblems(noted(), HOW, purgeOne));
    });
  }
  const broken = left.reduce((sum, problems) => sum + problems.broken, 0);
  if (broken === 0) return { purged };
  const [first] = left.flatMap(({ problems }) => problems);
  throw new AppError("internal", `${broken} assets could not be deleted for good and are tried again, first: ${first}`);
});

/** The list is older than what is read here: whoever was restored meanwhile, or deleted again, has another time. */
async function purgeDue(assetId: string): Promise<boolean> {
  const asset = await Assets.find(assetId);
  if (!asset?.deletedAt) return false;
  const isDue = asset.purgingAt !== undefined || Date.parse(asset.deletedAt) <= Date.now() - KEPT_MS;
  await (isDue ? purgeOne(assetId) : forgetIndex(assetId));
  return isDue;
}

const asPipeline = (workspaceId: string) => ({ workspaceId, who: "pipeline" }) as const;

async function purgeOne(assetId: string): Promise<void> {
  if (await Assets.find(assetId)) {
    const asset = await condemn(assetId);
    await separateCopies(assetId, asset.purgingAt ?? "");
    await erase(asset);
  }
  await deleteObjects(Resource.Media.name, [notesOf(useActor().workspaceId) + assetId]);
}

async function* noted(): AsyncGenerator<string> {
  const notes = notesOf(useActor().workspaceId);
  for (const key of await listKeys(Resource.Media.name, notes)) yield key.slice(notes.length);
}

async function* trashed(): AsyncGenerator<string> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof Assets.trashPage>> = await Assets.trashPage(cursor);
    yield* page.assetIds;
    cursor = page.cursor;
  } while (cursor !== null);
}
