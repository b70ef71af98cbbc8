import { type AttributeValue, DeleteItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { provideActor } from "../actor.ts";
import * as Assets from "../asset/asset.ts";
import { originalOf } from "../asset/place.ts";
import { isListed } from "../bucket.ts";
import { cutPlace } from "../cut/place.ts";
import { eachInParallel } from "../each-in-parallel.ts";
import { runPlace } from "../run/archive.ts";
import { RunEntity } from "../run/run.entity.ts";
import { searchesPlace } from "../saved-search/saved-search.ts";
import { forgetIndex } from "../search/restore.ts";
import { settingsPlace } from "../setting/setting.ts";
import { config, wrote } from "../table.ts";
import { folderKey, folderKeys } from "./folders.ts";

const PARALLEL = 16;

type Item = Record<string, AttributeValue>;

const text = (item: Item, name: string): string | undefined => item[name]?.S;

/**
 * Takes out of the table what is in no bucket, in one of `segments` parts of the table. To be called once everything is
 * restored. What is being uploaded stays, and so does whatever has its original: work on it goes on. Returns how many assets
 * went.
 */
export async function sweep(part: { segment: number; segments: number }, runId: string): Promise<{ removed: number }> {
  const isKept = await judge(runId);
  let removed = 0;
  for await (const items of pages(part)) {
    await eachInParallel(items, PARALLEL, async (item) => {
      if (await isKept(item)) return;
      const isAsset = text(item, ENTITY) === "asset";
      if (isAsset) await forget(item, runId);
      if ((await remove(item)) && isAsset) removed++;
    });
  }
  return { removed };
}

/** Where ElectroDB writes which entity a row is of. */
const ENTITY = "__edb_e__";

/** Keys and what rows are judged by; no more is read into memory. */
const READ = ["pk", "sk", ENTITY, "workspaceId", "assetId", "runId", "cutId", "status", "updatedAt"];

async function* pages({ segment, segments }: { segment: number; segments: number }): AsyncGenerator<Item[]> {
  const names = READ.map((name, index) => [`#${index}`, name] as const);
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await config.client.send(
      new ScanCommand({
        ...{ TableName: config.table, Segment: segment, TotalSegments: segments, ConsistentRead: true },
        ProjectionExpression: names.map(([placeholder]) => placeholder).join(", "),
        ExpressionAttributeNames: Object.fromEntries(names),
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    yield Items;
    from = LastEvaluatedKey;
  } while (from);
}

/** Says of rows whether a bucket vouches for them. Holds the names of all assets that are in the media bucket. */
async function judge(rebuild: string): Promise<(item: Item) => Promise<boolean>> {
  const folders = new Set<string>();
  for await (const key of folderKeys()) folders.add(key);
  const asset = remembering(async (key: string) => {
    const [workspaceId = "", assetId = ""] = key.split("/");
    const row = await provideActor({ workspaceId, who: "pipeline", runId: rebuild }, () => Assets.find(assetId));
    return row !== undefined && (row.status === "uploading" || (await isListed(originalOf(row))));
  });
  const hasAsset = async (workspaceId: string, assetId: string) =>
    folders.has(folderKey({ workspaceId, assetId })) || asset(`${workspaceId}/${assetId}/`);
  const run = remembering(async (key: string) => {
    const [workspaceId = "", runId = ""] = key.split("/");
    const { data } = await RunEntity.get({ workspaceId, runId }).go({ consistent: true });
    if (!data) return false;
    if (data.assetId) return hasAsset(workspaceId, data.assetId);
    return data.status === "running" || isListed(runPlace(data));
  });
  return async (item) => {
    // Those of an asset that has gone tell whoever holds the index in memory that it has gone.
    if (text(item, ENTITY) === "segment") return true;
    const workspaceId = text(item, "workspaceId") ?? "";
    const assetId = text(item, "assetId");
    const entity = text(item, ENTITY);
    const hasCut = () => isListed(cutPlace({ workspaceId, cutId: text(item, "cutId") ?? "" }));
    if (assetId) return (await hasAsset(workspaceId, assetId)) && (entity !== "use" || hasCut());
    if (entity === "cut") return hasCut();
    const runId = text(item, "runId");
    if (runId) return run(`${workspaceId}/${runId}`);
    // Other rows are made again by whoever needs them.
    if (entity === "savedSearches") return isListed(searchesPlace(workspaceId));
    return entity !== "setting" || isListed(settingsPlace(workspaceId));
  };
}

/** Rows of a run, and of an asset, come one after another: what was found out last is all that is worth keeping. */
const REMEMBERED = 1000;

function remembering(find: (key: string) => Promise<boolean>): (key: string) => Promise<boolean> {
  const found = new Map<string, Promise<boolean>>();
  return (key) => {
    const known = found.get(key);
    if (known) return known;
    if (found.size >= REMEMBERED) found.clear();
    const answer = find(key);
    found.set(key, answer);
    return answer;
  };
}

/** Before the asset's row goes: what is cut off here is found again by it. */
async function forget(item: Item, runId: string): Promise<void> {
  const workspaceId = text(item, "workspaceId") ?? "";
  const assetId = text(item, "assetId") ?? "";
  await provideActor({ workspaceId, who: "pipeline", runId }, () => forgetIndex(assetId));
}

/** Takes a row away, unless somebody has written to it since it was read. */
async function remove({ pk, sk, updatedAt }: Item): Promise<boolean> {
  if (!pk || !sk || !updatedAt) return false;
  return wrote(
    config.client.send(
      new DeleteItemCommand({
        ...{ TableName: config.table, Key: { pk, sk } },
        ConditionExpression: "updatedAt = :seen",
        ExpressionAttributeValues: { ":seen": updatedAt },
      }),
    ),
  );
}
