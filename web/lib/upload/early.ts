import type { UploadItem } from "./store.ts";

/** A file that is shown before the library lists it, as far as a list has to know it. */
export type EarlyUpload = Pick<UploadItem, "id" | "assetId">;

let last: readonly EarlyUpload[] = [];

/** Those among the files, in their order. It is what it was before while they only go on, so that a list of them is not made anew. */
export function earlyOf(items: readonly UploadItem[]): readonly EarlyUpload[] {
  const next = items.filter(isToBeShown);
  const isSame = next.length === last.length && next.every((item, at) => isAlike(item, last[at]));
  if (!isSame) last = next;
  return last;
}

/** What is there already, or was left by an earlier page, is in the list if it is anywhere. */
const isToBeShown = ({ state, file }: UploadItem): boolean => state !== "done" && state !== "known" && !!file;

const isAlike = (one: EarlyUpload, other: EarlyUpload | undefined): boolean =>
  one.id === other?.id && one.assetId === other.assetId;
