import { Resource } from "sst";
import { provideActor, useActor } from "../actor.ts";
import { AssetEntity } from "../asset/asset.entity.ts";
import { AssetId } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { splitKey, start } from "../asset/receive.ts";
import { eachObject, type ListedObject } from "../bucket.ts";
import { derivedId, timeOf } from "../derived-id.ts";
import { eachInParallel } from "../each-in-parallel.ts";
import { AppError } from "../error.ts";
import { isSidecarName } from "../sidecar/sidecar.schema.ts";

const PARALLEL = 8;

/**
 * Starts the work on every original that no asset knows: it had arrived, and its work had not ended, when the table was lost.
 * Everything that a manifest tells has to be in the table by now. What arrived since the rebuild began is left to the news of
 * it. Returns how many were started; cut off and run again, it starts the same runs.
 */
export async function resume(runId: string): Promise<{ resumed: number }> {
  const began = timeOf(runId);
  const dropped = droppedOriginals();
  let resumed = 0;
  await eachInParallel(eachObject(Resource.Input.name, "uploads/"), PARALLEL, async (original) => {
    const workspaceId = workspaceOf(original.key);
    if (!workspaceId || original.modifiedAt >= began) return;
    await provideActor({ workspaceId, who: "pipeline", runId }, async () => {
      if (await resumeOne(original, runId, dropped)) resumed++;
    });
  });
  return { resumed };
}

type Known = (original: ListedObject) => Promise<string | undefined>;

async function resumeOne({ key, bytes, etag, modifiedAt }: ListedObject, rebuild: string, dropped: Known) {
  const { segment, name } = splitKey(key);
  const own = AssetId.safeParse(segment).success ? await Assets.find(segment) : undefined;
  const isOwn = own?.key === key && (own.etag === etag || own.etag === undefined);
  const known = isOwn ? own.assetId : await dropped({ key, bytes, etag, modifiedAt });
  const isUpload = AssetId.safeParse(segment).success && !own;
  const assetId = known ?? (isUpload ? segment : derivedId("ast", modifiedAt, key, etag));
  const runId = derivedId("run", timeOf(rebuild), rebuild, assetId, "Ingest");
  if (!known) await Assets.create({ assetId, name, key, bytes, etag, status: "received", runId });
  const asset = await Assets.get(assetId);
  if (asset.runId !== runId) return false;
  if (asset.status === "received") await start(asset);
  return true;
}

/** Says which asset has an original that was dropped into the bucket, whose key does not tell; undefined where none has it. */
function droppedOriginals(): Known {
  const ofWorkspace = new Map<string, Promise<Map<string, string>>>();
  return async ({ key, etag }) => {
    const { workspaceId } = useActor();
    const found = ofWorkspace.get(workspaceId) ?? readDropped(workspaceId);
    ofWorkspace.set(workspaceId, found);
    return (await found).get(`${etag} ${key}`);
  };
}

async function readDropped(workspaceId: string): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  let cursor: string | null = null;
  do {
    const page: { data: { assetId: string; key: string; etag?: string }[]; cursor: string | null } =
      await AssetEntity.query
        .primary({ workspaceId })
        .go({ cursor, consistent: true, attributes: ["assetId", "key", "etag"] });
    for (const { assetId, key, etag } of page.data) if (!key.includes(assetId)) known.set(`${etag} ${key}`, assetId);
    cursor = page.cursor;
  } while (cursor !== null);
  return known;
}

/**
 * Undefined for what is no original: the mark of a folder, a sidecar, which the run of its footage reads, or a file outside of
 * all workspaces, which was refused before.
 */
function workspaceOf(key: string): string | undefined {
  if (key.endsWith("/") || isSidecarName(key)) return undefined;
  try {
    return splitKey(key).workspaceId;
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") return undefined;
    throw error;
  }
}
