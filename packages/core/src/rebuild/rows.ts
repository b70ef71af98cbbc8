import type { Manifest } from "../asset/manifest.schema.ts";
import type { RunDocument } from "../run/document.schema.ts";
import { exact } from "../table.ts";

/** A run that was at the asset when the table was lost is not to be waited for: another one is started. */
export function assetRow({ asset: { understanding, ...asset } }: Manifest) {
  if (!understanding || understanding.status === "running") return exact(asset);
  return exact({ ...asset, understanding: exact(understanding) });
}

export const derivativeRows = ({ asset: { workspaceId, assetId }, derivatives }: Manifest) =>
  derivatives.map((row) => ({ ...row, workspaceId, assetId, kind: row.derivative.kind }));

/** Of all assets with the same bytes, the one that took the claim last has it. */
export function claimRow({ asset: { workspaceId, assetId, bytes, fingerprint }, claim }: Manifest) {
  return claim && fingerprint ? { ...claim, workspaceId, fingerprint, assetId, bytes } : undefined;
}

export const runRow = ({ run }: RunDocument) => exact(run);

export const attemptRows = ({ attempts }: RunDocument) => attempts.map(exact);
