import { AssetEntity } from "../asset/asset.entity.ts";
import type { Asset } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { ClaimEntity } from "../asset/claim.entity.ts";
import type { Manifest } from "../asset/manifest.schema.ts";
import { writeManifest } from "../asset/manifest.ts";
import { isSame } from "../canonical.ts";
import { DerivativeEntity } from "../derivative/derivative.entity.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { compare } from "./compare.ts";
import { assetRow, claimRow, derivativeRows } from "./rows.ts";
import { restored, unchangedSince, unlessNewer } from "./unless-newer.ts";

/**
 * `restored`   the table says of the asset what its manifest says
 * `unchanged`  it did so before
 * `kept`       it says something newer, which the manifest says now, too, unless a run is at the asset: its end will tell
 */
export type AssetOutcome = "restored" | "unchanged" | "kept";

/** Puts into the table what a manifest says, and leaves what is newer. The asset last, so that whoever finds it finds all of it. */
export async function restoreAsset(manifest: Manifest): Promise<AssetOutcome> {
  const { asset } = manifest;
  const before = await Assets.find(asset.assetId);
  const derivatives = await restoreDerivatives(manifest);
  await restoreClaim(manifest);
  if (before && before.updatedAt > asset.updatedAt) return keep(before);
  if (before && isSame(before, asset)) {
    if (derivatives.isNewer) return keep(before);
    return derivatives.changed ? "restored" : "unchanged";
  }
  const isBack = await restored(() => AssetEntity.put(assetRow(manifest)).where(unlessNewer(asset.updatedAt)).go());
  return isBack ? "restored" : "kept";
}

/** Tells the bucket what is newer in the table. */
async function keep(asset: Asset): Promise<AssetOutcome> {
  if (asset.understanding?.status !== "running") await writeManifest(asset.assetId);
  return "kept";
}

async function restoreDerivatives(manifest: Manifest): Promise<{ changed: boolean; isNewer: boolean }> {
  const { assetId, updatedAt } = manifest.asset;
  const found = await Derivatives.rows(assetId);
  const { put, remove, isNewer } = compare(derivativeRows(manifest), found, {
    keyOf: ({ kind }) => kind,
    asOf: updatedAt,
  });
  await Promise.all([
    ...put.map((row) => restored(() => DerivativeEntity.put(row).where(unlessNewer(row.updatedAt)).go())),
    ...remove.map((row) => restored(() => DerivativeEntity.delete(row).where(unchangedSince(row.updatedAt)).go())),
  ]);
  return { changed: put.length + remove.length > 0, isNewer };
}

async function restoreClaim(manifest: Manifest): Promise<void> {
  const row = claimRow(manifest);
  if (row) await restored(() => ClaimEntity.put(row).where(unlessNewer(row.updatedAt)).go());
}
