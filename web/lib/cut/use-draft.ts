import { useSyncExternalStore } from "react";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";

/** Goes up when drafts get another shape: older ones are then dropped. */
const KEY = "videoflow-cut-draft-1";

const listeners = new Set<() => void>();
let draft: Draft | undefined;

function read(): Draft {
  draft ??= { ...EMPTY_DRAFT, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Draft>) };
  return draft;
}

function keep(next: Draft): void {
  draft = next;
  localStorage.setItem(KEY, JSON.stringify(next));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export type ChangeDraft = (change: Partial<Draft>) => void;

/** The order that is being written. It survives a reload of the page, in this browser. */
export function useDraft(): { draft: Draft; change: ChangeDraft; clear: () => void } {
  const current = useSyncExternalStore(subscribe, read, () => EMPTY_DRAFT);
  return {
    draft: current,
    change: (change) => keep({ ...read(), ...change }),
    clear: () => keep(EMPTY_DRAFT),
  };
}
