import { Service } from "electrodb";
import { AssetEntity } from "../asset/asset.entity.ts";
import type { Asset } from "../asset/asset.schema.ts";
import * as Assets from "../asset/asset.ts";
import { ClaimEntity } from "../asset/claim.entity.ts";
import type { Manifest } from "../asset/manifest.schema.ts";
import { writeManifest } from "../asset/manifest.ts";
import { isSame } from "../canonical.ts";
import { DerivativeEntity } from "../derivative/derivative.entity.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { config, keepingStamps } from "../table.ts";
import { compare } from "./compare.ts";
import { exact, restored, unchangedSince, unlessNewer } from "./unless-newer.ts";

const rows = new Service({ asset: AssetEntity, claim: ClaimEntity, derivative: DerivativeEntity }, config);

/**
 * `restored`   the table says of the asset what its manifest says
 * `unchanged`  it did so before
 * `kept`       it says something newer, which the manifest says now, too, unless a run is at the asset: its end will tell
 */
export type AssetOutcome = "restored" | "unchanged" | "kept";

/** Puts into the table what a manifest says. What is newer there stays. */
export async function restoreAsset(manifest: Manifest): Promise<AssetOutcome> {
  const { asset } = manifest;
  const { assetId } = asset;
  const [before, found] = await Promise.all([Assets.find(assetId), Derivatives.rows(assetId)]);
  if (!before && found.length === 0 && (await restoreWhole(manifest))) return "restored";
  const derivatives = await restoreDerivatives(manifest, found);
  await restoreClaim(manifest);
  if (before && before.updatedAt > asset.updatedAt) return keep(before);
  if (before && isSame(before, asset)) {
    if (derivatives.isNewer) return keep(before);
    return derivatives.changed ? "restored" : "unchanged";
  }
  // The asset last, so that whoever finds it finds all of it.
  const isBack = await restored(() => AssetEntity.put(assetRow(manifest)).where(unlessNewer(asset.updatedAt)).go());
  return isBack ? "restored" : "kept";
}

/** All rows of an asset of which the table knows nothing, at once. False, and nothing written, when it knows something now. */
async function restoreWhole(manifest: Manifest): Promise<boolean> {
  const claimed = claimRow(manifest);
  const { canceled } = await keepingStamps(() =>
    rows.transaction
      .write(({ asset, claim, derivative }) => [
        asset.put(assetRow(manifest)).where(unlessNewer(manifest.asset.updatedAt)).commit(),
        ...(claimed ? [claim.put(claimed).where(unlessNewer(claimed.updatedAt)).commit()] : []),
        ...derivativeRows(manifest).map((row) => derivative.put(row).where(unlessNewer(row.updatedAt)).commit()),
      ])
      .go(),
  );
  return !canceled;
}

/** Tells the bucket what is newer in the table. */
async function keep(asset: Asset): Promise<AssetOutcome> {
  if (asset.understanding?.status !== "running") await writeManifest(asset.assetId);
  return "kept";
}

/** A run that was at the asset when the table was lost is not to be waited for: another one is started. */
function assetRow({ asset: { understanding, ...asset } }: Manifest) {
  if (!understanding || understanding.status === "running") return exact(asset);
  return exact({ ...asset, understanding: exact(understanding) });
}

const derivativeRows = ({ asset: { workspaceId, assetId }, derivatives }: Manifest) =>
  derivatives.map((row) => ({ ...row, workspaceId, assetId, kind: row.derivative.kind }));

function claimRow({ asset: { workspaceId, assetId, fingerprint }, claim }: Manifest) {
  return claim && fingerprint ? { ...claim, workspaceId, fingerprint, assetId } : undefined;
}

async function restoreDerivatives(manifest: Manifest, found: Awaited<ReturnType<typeof Derivatives.rows>>) {
  const wanted = derivativeRows(manifest);
  const known = { keyOf: ({ kind }: { kind: string }) => kind, asOf: manifest.asset.updatedAt };
  const { put, remove, isNewer } = compare(wanted, found, known);
  await Promise.all([
    ...put.map((row) => restored(() => DerivativeEntity.put(row).where(unlessNewer(row.updatedAt)).go())),
    ...remove.map((row) => restored(() => DerivativeEntity.delete(row).where(unchangedSince(row.updatedAt)).go())),
  ]);
  return { changed: put.length + remove.length > 0, isNewer };
}

/** Of all assets with the same bytes, the one that took the claim last has it. */
async function restoreClaim(manifest: Manifest): Promise<void> {
  const row = claimRow(manifest);
  if (row) await restored(() => ClaimEntity.put(row).where(unlessNewer(row.updatedAt)).go());
}
