import type { AssetSummary } from "@videoflow/client/schema";
import { api } from "./api.ts";
import type { UnderstandStep } from "./mutations/asset.ts";

/** Adds a name to an asset's tags or collections, besides those that it has. */
export function label({ assetId, ...asset }: AssetSummary, kind: "tags" | "collections", name: string): Promise<void> {
  return api().markAsset({ assetId, [kind]: [...new Set([...(asset[kind] ?? []), name])] });
}

export const reprocess = ({ assetId }: AssetSummary, from: UnderstandStep) => api().reprocessAsset({ assetId, from });

/** Browsers drop downloads that follow each other at once. */
const BETWEEN_DOWNLOADS_MS = 400;

/** Has the browser save the original under its own name. */
export async function download({ assetId }: AssetSummary): Promise<void> {
  const { downloadUrl, name } = await api().getAsset({ assetId });
  if (!downloadUrl) throw new Error("its original is not there yet");
  const link = Object.assign(document.createElement("a"), { href: downloadUrl, download: name });
  link.click();
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_DOWNLOADS_MS));
}

export const discard = ({ assetId }: AssetSummary) => api().deleteAsset({ assetId });
