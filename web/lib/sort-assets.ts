import type { AssetSummary } from "@videoflow/client/schema";

/** In which order the library can be shown. */
export const SORTS = {
  newest: "Newest first",
  oldest: "Oldest first",
  name: "Name",
  longest: "Longest first",
  largest: "Largest first",
} as const;
export type Sort = keyof typeof SORTS;

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const ORDERS: Readonly<Record<Sort, (a: AssetSummary, b: AssetSummary) => number>> = {
  // Ids sort by time.
  newest: (a, b) => (a.assetId < b.assetId ? 1 : -1),
  oldest: (a, b) => (a.assetId < b.assetId ? -1 : 1),
  name: (a, b) => collator.compare(a.name, b.name) || ORDERS.newest(a, b),
  longest: (a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0) || ORDERS.newest(a, b),
  largest: (a, b) => b.bytes - a.bytes || ORDERS.newest(a, b),
};

export const sortAssets = (assets: readonly AssetSummary[], sort: Sort): AssetSummary[] =>
  assets.toSorted(ORDERS[sort]);
