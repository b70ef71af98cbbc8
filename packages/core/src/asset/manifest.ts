import type * as z from "zod";
import { useActor } from "../actor.ts";
import * as Derivatives from "../derivative/derivative.ts";
import { writeCopy } from "../document.ts";
import type { Asset } from "./asset.schema.ts";
import * as Assets from "./asset.ts";
import { ClaimEntity } from "./claim.entity.ts";
import { Manifest } from "./manifest.schema.ts";
import { mediaOf } from "./place.ts";

/** Where an asset's manifest is. */
export const manifestOf = (asset: Pick<Asset, "workspaceId" | "assetId">) => mediaOf(asset, "manifest.json");

/**
 * Tells the bucket what the table says of an asset: to be called after every change that is to outlive the table. The table
 * comes first; cut off in between, the row is newer than the manifest, which a rebuild sees and makes good. An asset whose
 * work has not ended gets its manifest when it does.
 */
export async function writeManifest(assetId: string): Promise<void> {
  const { workspaceId } = useActor();
  await writeCopy(manifestOf({ workspaceId, assetId }), Manifest, async () => {
    const asset = await Assets.get(assetId);
    return Assets.hasEnded(asset.status) ? describe(asset) : undefined;
  });
}

async function describe(asset: Asset): Promise<z.input<typeof Manifest>> {
  const [derivatives, claim] = await Promise.all([Derivatives.rows(asset.assetId), claimOf(asset)]);
  return { version: 2, asset, derivatives, ...(claim && { claim }) };
}

/** The claim on an asset's bytes, when it is this asset's. */
async function claimOf({ workspaceId, assetId, fingerprint }: Asset) {
  if (!fingerprint) return undefined;
  const { data } = await ClaimEntity.get({ workspaceId, fingerprint }).go({ consistent: true });
  return data?.assetId === assetId ? data : undefined;
}
