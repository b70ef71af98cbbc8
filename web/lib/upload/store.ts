import type { KnownFile } from "@videoflow/client/schema";
import { useSyncExternalStore } from "react";

/**
 * `waiting`    its turn has not come
 * `checking`   there is a file of its size already: its bytes are compared with that one's
 * `known`      its bytes are there already, see `known`; somebody is to say whether it is sent all the same
 * `sending`    its bytes are on their way
 * `paused`     somebody has stopped it for now, or the page was left; without `file` the browser no longer has it
 * `completing` all bytes are there; the parts are put together
 * `done`       the original is in the input bucket, and the pipeline has it
 * `failed`     given up, see `problem`; can be tried again
 */
type UploadState = "waiting" | "checking" | "known" | "sending" | "paused" | "completing" | "done" | "failed";

/** A file that is being sent from this page. */
export interface UploadItem {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** Epoch milliseconds, as the disk has it. */
  readonly lastModified: number;
  /** Absent after the page was left, until somebody gives it again. */
  readonly file?: File;
  /** Files with its words, which are sent along. */
  readonly sidecars: readonly File[];
  readonly state: UploadState;
  readonly sent: number;
  /** Bytes a second of late. */
  readonly rate: number;
  /** Known from the moment when the API has taken note of the file. */
  readonly assetId?: string;
  /** The same bytes in the library or in its trash. */
  readonly known?: KnownFile;
  /** Whether nobody answers; it goes on when somebody does. */
  readonly stalled?: boolean;
  readonly problem?: string;
}

type UploadChange = {
  readonly [Key in keyof Omit<UploadItem, "id">]?: UploadItem[Key] | undefined;
};

/** Whether something is on its way without anybody's doing. */
export const isInFlight = ({ state }: UploadItem): boolean =>
  state === "waiting" || state === "checking" || state === "sending" || state === "completing";

/** Whether nothing more is to be done with it. */
export const isOver = ({ state }: UploadItem): boolean => state === "done" || state === "failed";

/** News comes from several parts of several files at once: it is shown so often at most. */
const SHOWN_EVERY_MS = 100;
/** How far files are, no more often than a figure can be read: all that is drawn for it is taken from the sending. */
const PROGRESS_EVERY_MS = 250;

const NONE: readonly UploadItem[] = [];
const byId = new Map<string, UploadItem>();
/** The id of an item by that of its asset. */
const byAsset = new Map<string, string>();
/** The items as a list, made when it is asked for after a change. */
let list: readonly UploadItem[] | undefined = NONE;
/** Their ids, which stay the same while the items only go on. */
let ids: readonly string[] | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let toldAt = Number.NEGATIVE_INFINITY;
let dueAt = Number.POSITIVE_INFINITY;
const listeners = new Set<() => void>();

/**
 * What is made of the files of this page, as in `useUploads(count)`: whoever uses it is rendered when that is another, and not
 * whenever a file goes on. So `of` returns a number or a text, or what it returned before.
 */
export function useUploads<Made>(of: (items: readonly UploadItem[]) => Made): Made {
  return useSyncExternalStore(
    subscribeUploads,
    () => of(currentUploads()),
    () => of(NONE),
  );
}

/** The ids of the files of this page, in the order in which they were given. */
export const useUploadIds = (): readonly string[] => useUploads(currentIds);

function currentIds(): readonly string[] {
  ids ??= [...byId.keys()];
  return ids;
}

/** One file of this page as it is now. */
export function useUpload(id: string | undefined): UploadItem | undefined {
  return useSyncExternalStore(
    subscribeUploads,
    () => (id === undefined ? undefined : byId.get(id)),
    () => undefined,
  );
}

/** The same by the asset that it becomes. */
export const useUploadOf = (assetId: string): UploadItem | undefined =>
  useUpload(useUploads(() => byAsset.get(assetId)));

export function currentUploads(): readonly UploadItem[] {
  list ??= [...byId.values()];
  return list;
}

export const findUpload = (id: string): UploadItem | undefined => byId.get(id);

export function subscribeUploads(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function addUploads(added: readonly UploadItem[]): void {
  ids = undefined;
  for (const item of added) put(item);
  changed();
}

/** Changes what is named; `undefined` takes it away. A file that was taken off the list stays off. */
export function changeUpload(id: string, change: UploadChange): void {
  const item = byId.get(id);
  if (!item) return;
  const next = Object.fromEntries(Object.entries({ ...item, ...change }).filter(([, value]) => value !== undefined));
  if (item.assetId) byAsset.delete(item.assetId);
  put(next as unknown as UploadItem);
  changed(Object.keys(change).every(isProgress) ? PROGRESS_EVERY_MS : SHOWN_EVERY_MS);
}

export function removeUploads(gone: (item: UploadItem) => boolean): void {
  for (const item of byId.values()) if (gone(item)) take(item);
  ids = undefined;
  changed();
}

function put(item: UploadItem) {
  byId.set(item.id, item);
  if (item.assetId) byAsset.set(item.assetId, item.id);
}

function take({ id, assetId }: UploadItem) {
  byId.delete(id);
  if (assetId) byAsset.delete(assetId);
}

const isProgress = (key: string): boolean => key === "sent" || key === "rate";

function changed(everyMs = SHOWN_EVERY_MS) {
  list = undefined;
  const now = performance.now();
  const at = Math.max(now, toldAt + everyMs);
  if (at >= dueAt) return;
  clearTimeout(timer);
  dueAt = at;
  timer = setTimeout(tell, at - now);
}

function tell() {
  dueAt = Number.POSITIVE_INFINITY;
  toldAt = performance.now();
  for (const notify of listeners) notify();
}
