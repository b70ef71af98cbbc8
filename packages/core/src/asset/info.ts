import { useActor } from "../actor.ts";
import { signedUrl } from "../bucket.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import * as Run from "../run/run.ts";
import {
  type Asset,
  AssetId,
  type AssetInfo,
  type AssetPage,
  type AssetSummary,
  type ListedAsset,
} from "./asset.schema.ts";
import { get, ListQuery, listed } from "./asset.ts";
import { formatOf } from "./format.ts";
import { mediaOf, originalOf } from "./place.ts";

/** An asset with its derivatives, their URLs, and how long each step took. */
export const info = fn(AssetId, async (assetId): Promise<AssetInfo> => {
  const asset = await get(assetId);
  if (asset.purgingAt) throw new AppError("not_found", `Asset ${assetId} was deleted for good`);
  const hasOriginal = asset.status !== "uploading";
  const { fingerprint, technical } = asset;
  const format = technical && formatOf(technical);
  const [summary, posterUrl, derivatives, timingsMs, originalUrl, downloadUrl] = await Promise.all([
    summarise({ ...asset, ...(format && { format }) }),
    hasPoster({ ...asset, format }) ? pictureUrl(asset, POSTER) : undefined,
    Derivatives.list(asset.linkedTo ?? assetId),
    timingsOf(asset),
    hasOriginal ? signedUrl(originalOf(asset)) : undefined,
    hasOriginal ? signedUrl(originalOf(asset), asset.name) : undefined,
  ]);
  return {
    ...summary,
    ...(posterUrl && { posterUrl }),
    ...(fingerprint && { fingerprint }),
    ...(technical && { technical }),
    ...(originalUrl && { originalUrl }),
    ...(downloadUrl && { downloadUrl }),
    derivatives: await Promise.all(derivatives.map((derivative) => Derivatives.signed(derivative, asset.name))),
    timingsMs,
  };
});

/** Of the run that made it ready, and of the last one that understood it. The asset knows those of runs that have come to their end. */
async function timingsOf({
  runId,
  understanding,
  readyTimings,
  understoodTimings,
}: Asset): Promise<Record<string, number>> {
  const known = new Map([readyTimings, understoodTimings].map((timings) => [timings?.runId, timings?.stepsMs]));
  const runIds = [runId, understanding?.runId].filter((id) => id !== undefined);
  return Object.assign({}, ...(await Promise.all(runIds.map((id) => known.get(id) ?? Run.timingsOf(id)))));
}

/** The storyboard of an asset, or of the one that it is linked to. */
export const storyboard = fn(AssetId, async (assetId): Promise<string> => {
  const { linkedTo } = await get(assetId);
  return Derivatives.storyboardOf(linkedTo ?? assetId);
});

/** A page of the library, newest first. */
export const page = fn(ListQuery, async (query): Promise<AssetPage> => {
  const { items, cursor } = await listed(query);
  return { items: await Promise.all(items.map(summarise)), cursor };
});

type Pictured = Pick<Asset, "assetId" | "linkedTo">;
const [POSTER, THUMBNAIL] = ["poster.jpg", "thumbnail.jpg"] as const;

const hasPoster = ({
  status,
  format,
}: {
  status: Asset["status"];
  format?: ListedAsset["format"] | undefined;
}): boolean => status === "ready" && format?.width !== undefined;

function pictureUrl({ assetId, linkedTo }: Pictured, name: typeof POSTER | typeof THUMBNAIL): Promise<string> {
  const { workspaceId } = useActor();
  return signedUrl(mediaOf({ workspaceId, assetId: linkedTo ?? assetId }, name));
}

async function summarise(asset: ListedAsset): Promise<AssetSummary> {
  const { assetId, name, status, bytes, contentType, runId, linkedTo, hasThumbnail, progress, reason } = asset;
  const { understanding, tags, collections, createdAt, updatedAt, readyAt, deletedAt, format } = asset;
  const picture = hasPoster(asset) && (await pictureUrl(asset, hasThumbnail ? THUMBNAIL : POSTER));
  return {
    ...{ assetId, name, status, bytes, createdAt, updatedAt },
    ...(contentType && { contentType }),
    ...(runId && { runId }),
    ...(linkedTo && { linkedTo }),
    ...(progress && { progress }),
    ...(reason && { reason }),
    ...(understanding && { understanding }),
    ...(tags && { tags }),
    ...(collections && { collections }),
    ...(readyAt && { readyAt }),
    ...(deletedAt && { deletedAt }),
    ...format,
    ...(picture && { [hasThumbnail ? "thumbnailUrl" : "posterUrl"]: picture }),
  };
}
