import type { AssetSummary } from "@videoflow/client/schema";
import { useSyncExternalStore } from "react";

/** What was deleted last on this page, and can be taken back by a click. */
export type JustDeleted = readonly Pick<AssetSummary, "assetId" | "name">[];

const NOTHING: JustDeleted = [];
let deleted = NOTHING;
const listeners = new Set<() => void>();

export const useJustDeleted = (): JustDeleted => useSyncExternalStore(subscribe, current, () => NOTHING);

/** Offers to take a deletion back, in place of the one before; with nothing, no more. */
export function offerUndo(assets: JustDeleted): void {
  deleted = assets.length > 0 ? assets : NOTHING;
  for (const notify of listeners) notify();
}

const current = () => deleted;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
