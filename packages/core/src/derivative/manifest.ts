import type { Inspected } from "../asset/asset.ts";
import { mediaOf, originalUriOf } from "../asset/place.ts";
import { writeDocument } from "../document.ts";
import { Manifest } from "./derivative.schema.ts";
import * as Derivatives from "./derivative.ts";

/** Writes how each derivative of an asset was made beside the derivatives, so that the bucket tells it without a table. */
export async function writeManifest(asset: Inspected): Promise<void> {
  const { workspaceId, assetId, name, bytes, fingerprint } = asset;
  const rows = await Derivatives.rows(assetId);
  await writeDocument(mediaOf(asset, "manifest.json"), Manifest, {
    version: 1,
    workspaceId,
    assetId,
    original: { uri: originalUriOf(asset), name, bytes, sha256: fingerprint },
    derivatives: rows.map(({ derivative, provenance }) => ({ derivative, provenance })),
  });
}
