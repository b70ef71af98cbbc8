import { Resource } from "sst";
import { type Asset, AssetId } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import type { Arrival } from "../asset/receive.schema.ts";
import { listObjects } from "../bucket.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { AppError } from "../error.ts";
import { reprocess } from "../understanding/start.ts";
import { basesOf, footageOf, isSidecarName } from "./sidecar.schema.ts";

/** Files that are dropped together arrive in any order: so long a sidecar waits for its footage. */
const PATIENCE_MS = 5 * 60_000;
const PAGE = 100;

/**
 * Takes what arrived as a sidecar, when it is one: it becomes no asset. When the words of its footage are already there, it
 * is heard anew. False for everything else, also for a sidecar without footage: as an asset it is rejected with a reason.
 * Throws `busy` while its footage may still come, or is being worked on: the news is to be told again later.
 */
export async function takeSidecar(arrival: Arrival): Promise<boolean> {
  const { key, etag, at } = arrival;
  const [, , ...rest] = key.split("/");
  const name = rest.at(-1) ?? "";
  if (!isSidecarName(name)) return false;
  if (rest.length === 3 && rest[1] === "sidecars" && AssetId.safeParse(rest[0]).success) {
    const asset = await Assets.find(rest[0] ?? "");
    if (asset) await hearAnew(asset, etag);
    return asset !== undefined;
  }
  // An upload of its own, through the API: whoever wanted that is told what it is.
  if (AssetId.safeParse(rest[0]).success && (await Assets.find(rest[0] ?? ""))?.key === key) return false;
  const footage = await besides(key);
  if (footage) {
    const asset = await findByKey(footage);
    if (asset) await hearAnew(asset, etag);
    return true;
  }
  if (Date.now() - Date.parse(at) > PATIENCE_MS) return false;
  throw new AppError("busy", `${key} waits for the footage that it belongs to`);
}

/** The key of the footage that lies beside a sidecar. */
async function besides(key: string): Promise<string | undefined> {
  const folder = key.slice(0, key.lastIndexOf("/") + 1);
  const name = key.slice(folder.length);
  const shortest = basesOf(name).at(-1) ?? name;
  const objects = await listObjects(Resource.Input.name, folder + shortest);
  const names = objects.map((object) => object.key.slice(folder.length)).filter((other) => !other.includes("/"));
  const footage = footageOf(name, names);
  return footage && folder + footage;
}

/** The newest asset of an original. Newest first: what was dropped together is found on the first page. */
async function findByKey(key: string): Promise<Asset | undefined> {
  let cursor: string | null = null;
  do {
    const page: { items: Asset[]; cursor: string | null } = await Assets.list({
      limit: PAGE,
      cursor: cursor ?? undefined,
    });
    const found = page.items.find((asset) => asset.key === key);
    if (found) return found;
    cursor = page.cursor;
  } while (cursor);
  return undefined;
}

/** Starts Understand again from Hear, unless this very sidecar was heard, or will be by the run that comes. */
async function hearAnew({ assetId, status, linkedTo, understanding, deletedAt }: Asset, etag: string): Promise<void> {
  if (status !== "ready" || linkedTo || !understanding || deletedAt) return;
  const before = await Derivatives.findRow(assetId, "transcript");
  if (before?.provenance.parameters.etag === etag) return;
  if (understanding.status === "running") {
    throw new AppError(
      "busy",
      `Asset ${assetId} is being understood by run ${understanding.runId}: its new sidecar waits`,
    );
  }
  await reprocess({ assetId, from: "Hear" });
}
