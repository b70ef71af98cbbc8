import type { CreateEntityItem, UpdateEntityItem } from "electrodb";
import * as z from "zod";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { fn, parse } from "../fn.ts";
import { newestFirst, PageQuery } from "../page.ts";
import { several } from "../several.ts";
import { conditionFailed, wrote } from "../table.ts";
import { AssetEntity, TRASH } from "./asset.entity.ts";
import { Asset, AssetId, AssetStatus, ListedAsset } from "./asset.schema.ts";
import { formatOf } from "./format.ts";
import type { Technical } from "./technical.schema.ts";

/** From which states an asset comes into a state. Nothing leaves `ready` and `rejected`. */
const BEFORE = {
  received: ["uploading"],
  processing: ["received"],
  ready: ["processing"],
  rejected: ["processing"],
  failed: ["received", "processing"],
} satisfies Partial<Record<AssetStatus, AssetStatus[]>>;

/** Whether this is a state in which nothing is being worked on. */
export const hasEnded = (status: AssetStatus): boolean =>
  status === "ready" || status === "rejected" || status === "failed";

type NewAsset = Omit<CreateEntityItem<typeof AssetEntity>, "workspaceId">;
type Facts = Omit<UpdateEntityItem<typeof AssetEntity>, "status">;

/** The asset, or undefined. Reads what was written last. */
export async function find(assetId: string): Promise<Asset | undefined> {
  const { workspaceId } = useActor();
  const { data } = await AssetEntity.get({ workspaceId, assetId }).go({ consistent: true });
  return data ? parse(Asset, data) : undefined;
}

/** The same, unless it is in the trash. */
export async function findKept(assetId: string): Promise<Asset | undefined> {
  const asset = await find(assetId);
  return asset?.deletedAt ? undefined : asset;
}

export const get = fn(AssetId, async (assetId): Promise<Asset> => {
  const asset = await find(assetId);
  if (!asset) throw new AppError("not_found", `Asset ${assetId} does not exist`);
  return asset;
});

/** Throws `conflict` for an asset that is in the trash. */
export function expectKept({ assetId, deletedAt }: Pick<Asset, "assetId" | "deletedAt">): void {
  if (deletedAt) throw new AppError("conflict", `Asset ${assetId} is in the trash: restore it first`);
}

/** An asset that was proved and inspected, with what that brought. */
export type Inspected = Asset & { technical: Technical; fingerprint: string };

export const getInspected = fn(AssetId, async (assetId): Promise<Inspected> => {
  const asset = await get(assetId);
  const { technical, fingerprint } = asset;
  if (technical && fingerprint) return { ...asset, technical, fingerprint };
  throw new AppError("internal", `Asset ${assetId} was not inspected`);
});

export const ListQuery = PageQuery.extend({
  status: AssetStatus.optional(),
  /** `true`: what is in the trash, and nothing else. */
  trash: z.enum(["true", "false"]).default("false"),
  tag: several(z.string().min(1)).optional(),
  collection: several(z.string().min(1)).optional(),
});

/** So many rows are read at once for a list that leaves most of them out. */
const READ_AT_ONCE = 500;

/** Newest first: all assets, those of one status, or those in the trash, which are in no other list; those that have all the marks. */
export const list = fn(ListQuery, async (query) => {
  const { data, cursor } = await rowsOf(query);
  return { items: parse(z.array(Asset), data), cursor };
});

type Attribute = keyof ListedAsset | "workspaceId" | "listed";
/** The first two because ElectroDB makes cursors from the keys of rows. */
const LISTED: readonly Attribute[] = [
  "workspaceId",
  "listed",
  ...(Object.keys(ListedAsset.shape) as (keyof ListedAsset)[]),
];

/** The same, with what a list shows of them: a quarter of the rows. */
export const listed = fn(ListQuery, async (query) => {
  const { data, cursor } = await rowsOf(query, [...LISTED]);
  return { items: await Promise.all(parse(z.array(ListedAsset), data).map(withFormat)), cursor };
});

async function rowsOf(query: z.output<typeof ListQuery>, attributes?: Attribute[]) {
  const { status, trash, tag = [], collection = [], ...page } = query;
  const { workspaceId } = useActor();
  const listedIn = trash === "true" ? TRASH : status;
  const isMarked = tag.length + collection.length > 0;
  const rows = listedIn
    ? AssetEntity.query.byStatus({ workspaceId, listed: listedIn })
    : AssetEntity.query.primary({ workspaceId });
  // What goes for good is in no list any more. A page is filled up with what comes after those that are left out.
  return rows
    .where(({ deletedAt, purgingAt, tags, collections }, { notExists, contains }) =>
      [
        notExists(trash === "true" ? purgingAt : deletedAt),
        // ElectroDB's types know no operand but the whole list; DynamoDB looks for one of its values.
        ...tag.map((name) => contains(tags, name as never)),
        ...collection.map((name) => contains(collections, name as never)),
      ].join(" AND "),
    )
    .go({
      ...newestFirst(page),
      count: page.limit,
      ...(isMarked && { limit: READ_AT_ONCE }),
      ...(attributes && { attributes }),
    });
}

/** Rows that were written before there was a format have all the facts. */
async function withFormat(asset: ListedAsset): Promise<ListedAsset> {
  if (asset.format || asset.status !== "ready") return asset;
  const { technical } = await get(asset.assetId);
  return { ...asset, ...(technical && { format: formatOf(technical) }) };
}

/** Ids of a page of all that is in the trash, also of what goes for good. */
export async function trashPage(cursor: string | null): Promise<{ assetIds: string[]; cursor: string | null }> {
  const { workspaceId } = useActor();
  const rows = AssetEntity.query.byStatus({ workspaceId, listed: TRASH });
  const page = await rows.go({ cursor, attributes: ["assetId"] });
  return { assetIds: page.data.map(({ assetId }) => assetId), cursor: page.cursor };
}

/** Notes an asset. One that is there already stays as it is. */
export async function create(asset: NewAsset): Promise<void> {
  const { workspaceId } = useActor();
  await wrote(AssetEntity.create({ ...asset, workspaceId }).go());
}

/**
 * Moves an asset to another state, with the facts that belong to it. A move that was made before changes nothing, so it
 * may be asked for twice. Throws `conflict` when the asset is in a state from which this one is not reached.
 */
export async function move(assetId: string, to: keyof typeof BEFORE, facts: Facts = {}): Promise<Asset> {
  const { workspaceId } = useActor();
  try {
    const { data } = await AssetEntity.patch({ workspaceId, assetId })
      .set({ status: to, ...facts })
      .remove(hasEnded(to) ? ["progress", "uploadId"] : [])
      .where(({ status }, { eq }) => BEFORE[to].map((from: AssetStatus) => eq(status, from)).join(" OR "))
      .go({ response: "all_new" });
    return parse(Asset, data);
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
  const asset = await get(assetId);
  if (asset.status === to) return asset;
  throw new AppError("conflict", `Asset ${assetId} is ${asset.status} and cannot become ${to}`);
}

/**
 * Takes up again the work on an asset that failed: by the run that failed, or from the beginning by another one (`received`).
 * Done before, it changes nothing. Throws `conflict` for an asset that did not fail in run `failedIn`.
 */
export async function reopen(
  assetId: string,
  failedIn: string,
  to: { readonly status: "processing" } | { readonly status: "received"; readonly runId: string },
): Promise<void> {
  const { workspaceId } = useActor();
  const isOpen = await wrote(
    AssetEntity.patch({ workspaceId, assetId })
      .set(to)
      .remove(["reason", "progress"])
      .where(
        ({ status, runId, deletedAt }, { eq, notExists }) =>
          `${eq(status, "failed")} AND ${eq(runId, failedIn)} AND ${notExists(deletedAt)}`,
      )
      .go(),
  );
  if (isOpen) return;
  const asset = await get(assetId);
  expectKept(asset);
  const runId = to.status === "received" ? to.runId : failedIn;
  if (asset.runId === runId && (asset.status === "received" || asset.status === "processing")) return;
  throw new AppError("conflict", `Asset ${assetId} is ${asset.status} in run ${asset.runId}: ${failedIn} cannot go on`);
}

/** Adds facts to an asset, in whatever state it is. */
export async function describe(assetId: string, facts: Facts): Promise<void> {
  const { workspaceId } = useActor();
  await AssetEntity.patch({ workspaceId, assetId }).set(facts).go();
}

/** Takes an asset away whose upload was given up. Throws `conflict` once its bytes are there. */
export async function forget(assetId: string): Promise<void> {
  const { workspaceId } = useActor();
  try {
    await AssetEntity.delete({ workspaceId, assetId })
      .where(({ status }, { eq, notExists }) => `${notExists(status)} OR ${eq(status, "uploading")}`)
      .go();
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    throw new AppError("conflict", `Asset ${assetId} is complete: its upload can no longer be given up`, {
      cause: error,
    });
  }
}
