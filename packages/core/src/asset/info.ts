import { useActor } from "../actor.ts";
import { signedUrl } from "../bucket.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import type { AttemptRow } from "../run/run.schema.ts";
import * as Run from "../run/run.ts";
import { stepsOf, timingsOf } from "../run/steps.ts";
import { type Asset, AssetId, type AssetInfo, type AssetPage, type AssetSummary } from "./asset.schema.ts";
import { get, ListQuery, list } from "./asset.ts";
import { mediaOf, originalOf } from "./place.ts";

/** An asset with its derivatives, their URLs, and how long each step took. */
export const info = fn(AssetId, async (assetId): Promise<AssetInfo> => {
  const asset = await get(assetId);
  if (asset.purgingAt) throw new AppError("not_found", `Asset ${assetId} was deleted for good`);
  const hasOriginal = asset.status !== "uploading";
  const [summary, derivatives, attempts, originalUrl, downloadUrl] = await Promise.all([
    summarise(asset),
    Derivatives.list(asset.linkedTo ?? assetId),
    attemptsOf(asset),
    hasOriginal ? signedUrl(originalOf(asset)) : undefined,
    hasOriginal ? signedUrl(originalOf(asset), asset.name) : undefined,
  ]);
  const { fingerprint, technical } = asset;
  return {
    ...summary,
    ...(fingerprint && { fingerprint }),
    ...(technical && { technical }),
    ...(originalUrl && { originalUrl }),
    ...(downloadUrl && { downloadUrl }),
    derivatives: await Promise.all(derivatives.map((derivative) => Derivatives.signed(derivative, asset.name))),
    timingsMs: timingsOf(stepsOf(attempts)),
  };
});

/** Of the run that made it ready, and of the last one that understood it. */
async function attemptsOf({ runId, understanding }: Asset): Promise<AttemptRow[]> {
  const runIds = [runId, understanding?.runId].filter((id) => id !== undefined);
  return (await Promise.all(runIds.map(Run.attemptsOf))).flat();
}

/** The storyboard of an asset, or of the one that it is linked to. */
export const storyboard = fn(AssetId, async (assetId): Promise<string> => {
  const { linkedTo } = await get(assetId);
  return Derivatives.storyboardOf(linkedTo ?? assetId);
});

/** A page of the library, newest first. */
export const page = fn(ListQuery, async (query): Promise<AssetPage> => {
  const { items, cursor } = await list(query);
  return { items: await Promise.all(items.map(summarise)), cursor };
});

async function summarise(asset: Asset): Promise<AssetSummary> {
  const { workspaceId } = useActor();
  const {
    assetId,
    name,
    status,
    bytes,
    contentType,
    runId,
    linkedTo,
    hasThumbnail,
    progress,
    reason,
    understanding,
    tags,
    collections,
    createdAt,
    updatedAt,
    readyAt,
    deletedAt,
  } = asset;
  const { durationMs, video } = asset.technical ?? {};
  const hasPoster = status === "ready" && video;
  const urlOf = (name: string) => signedUrl(mediaOf({ workspaceId, assetId: linkedTo ?? assetId }, name));
  const [posterUrl, thumbnailUrl] = await Promise.all([
    hasPoster && urlOf("poster.jpg"),
    hasPoster && hasThumbnail && urlOf("thumbnail.jpg"),
  ]);
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
    ...(durationMs !== undefined && { durationMs }),
    ...(video && { width: video.displayWidth, height: video.displayHeight }),
    ...(posterUrl && { posterUrl }),
    ...(thumbnailUrl && { thumbnailUrl }),
  };
}
