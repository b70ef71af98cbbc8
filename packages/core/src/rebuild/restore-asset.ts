import { useActor } from "../actor.ts";
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
import { exact, restored, unchangedSince, unlessNewer } from "./unless-newer.ts";

/**
 * `restored`   the table says of the asset what its manifest says
 * `unchanged`  it did so before
 * `kept`       it says something newer, which the manifest says now, too, unless a run is at the asset: its end will tell
 */
export type AssetOutcome = "restored" | "unchanged" | "kept";

/** Puts into the table what a manifest says: the asset last, so that whoever finds it finds all of it. */
export async function restoreAsset(manifest: Manifest): Promise<AssetOutcome> {
  const { asset, claim } = manifest;
  const before = await Assets.find(asset.assetId);
  const derivatives = await restoreDerivatives(manifest);
  if (claim) await restoreClaim(asset, claim);
  if (before && isNewer(before, asset)) return keep(before);
  if (before && isSame(before, asset)) {
    if (derivatives.isNewer) return keep(before);
    return derivatives.changed ? "restored" : "unchanged";
  }
  const row = exact(withoutRun(asset));
  const isBack = await restored(() => AssetEntity.put(row).where(unlessNewer(asset.updatedAt)).go());
  return isBack ? "restored" : "kept";
}

const isNewer = (one: Asset, other: { updatedAt: string }): boolean => one.updatedAt > other.updatedAt;

/** Tells the bucket what is newer in the table. */
async function keep(asset: Asset): Promise<AssetOutcome> {
  if (asset.understanding?.status !== "running") await writeManifest(asset.assetId);
  return "kept";
}

/** A run that was at the asset when the table was lost is not to be waited for: another one is started. */
function withoutRun({ understanding, ...asset }: Manifest["asset"]) {
  if (!understanding || understanding.status === "running") return asset;
  return { ...asset, understanding: exact(understanding) };
}

async function restoreDerivatives({ asset, derivatives }: Manifest): Promise<{ changed: boolean; isNewer: boolean }> {
  const { workspaceId, assetId, updatedAt } = asset;
  const wanted = derivatives.map((row) => ({ ...row, workspaceId, assetId, kind: row.derivative.kind }));
  const found = await Derivatives.rows(assetId);
  const { put, remove, isNewer } = compare(wanted, found, { keyOf: ({ kind }) => kind, asOf: updatedAt });
  await Promise.all([
    ...put.map((row) => restored(() => DerivativeEntity.put(row).where(unlessNewer(row.updatedAt)).go())),
    ...remove.map((row) => restored(() => DerivativeEntity.delete(row).where(unchangedSince(row.updatedAt)).go())),
  ]);
  return { changed: put.length + remove.length > 0, isNewer };
}

/** Of all assets with the same bytes, the one that took the claim last has it. */
async function restoreClaim({ assetId, fingerprint }: Manifest["asset"], claim: NonNullable<Manifest["claim"]>) {
  const { workspaceId } = useActor();
  if (!fingerprint) return;
  const row = { ...claim, workspaceId, fingerprint, assetId };
  await restored(() => ClaimEntity.put(row).where(unlessNewer(claim.updatedAt)).go());
}
