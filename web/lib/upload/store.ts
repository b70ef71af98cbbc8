import { useSyncExternalStore } from "react";

/**
 * `waiting`    its turn has not come
 * `sending`    its bytes are on their way
 * `completing` all bytes are there; the parts are put together
 * `done`       the original is in the input bucket, and the pipeline has it
 * `failed`     given up, see `problem`; can be tried again
 */
type UploadState = "waiting" | "sending" | "completing" | "done" | "failed";

/** A file that is being sent from this page. */
export interface UploadItem {
  readonly id: string;
  readonly file: File;
  /** Files with its words, which are sent along. */
  readonly sidecars: readonly File[];
  readonly state: UploadState;
  readonly sent: number;
  /** Bytes a second of late. */
  readonly rate: number;
  /** Known from the moment when the API has taken note of the file. */
  readonly assetId?: string;
  readonly problem?: string;
}

/** Whether something is still to be done with it. */
export const isInFlight = ({ state }: UploadItem): boolean => state !== "done" && state !== "failed";

const NONE: readonly UploadItem[] = [];
let items = NONE;
const listeners = new Set<() => void>();

/** The files of this page, in the order in which they were given. */
export function useUploads(): readonly UploadItem[] {
  return useSyncExternalStore(subscribeUploads, currentUploads, () => NONE);
}

export function currentUploads(): readonly UploadItem[] {
  return items;
}

export function subscribeUploads(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function addUploads(added: readonly UploadItem[]): void {
  replace([...items, ...added]);
}

export function changeUpload(id: string, change: Partial<Omit<UploadItem, "id" | "file" | "sidecars">>): void {
  replace(items.map((item) => (item.id === id ? { ...item, ...change } : item)));
}

export function removeUploads(gone: (item: UploadItem) => boolean): void {
  replace(items.filter((item) => !gone(item)));
}

function replace(next: readonly UploadItem[]) {
  items = next;
  for (const notify of listeners) notify();
}
