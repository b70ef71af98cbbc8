import { type ObjectSummary, type Objects, parseSummary } from "./storage/objects.ts";

export interface ListingRequest {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  /** List what comes after this key or common prefix. */
  readonly after: string;
  readonly limit: number;
}

export interface Listing {
  readonly objects: ObjectSummary[];
  readonly prefixes: string[];
  /** The last key or prefix listed, when there is more after it. */
  readonly next?: string;
}

/** The greatest code point: a prefix followed by it comes after nearly everything that begins with the prefix. */
const LAST = "\u{10ffff}";
const LARGEST_PAGE = 1000;
/** Few keys may have the prefix, or most of a page lie below one that is rolled up: pages begin small and double while they are of use. */
const SMALLEST_PAGE = 64;

/**
 * Lists keys in the order of their UTF-8 bytes. With a delimiter, keys that have it behind the prefix are rolled up into
 * one common prefix each; the keys below a rolled-up prefix are mostly skipped in the index, not read.
 */
export function list(stored: Objects, request: ListingRequest): Listing {
  const { bucket, prefix, delimiter, after, limit } = request;
  const objects: ObjectSummary[] = [];
  const prefixes: string[] = [];
  if (limit === 0) return { objects, prefixes };
  let position = after;
  let listed = after;
  // A common prefix as the place to go on from means: after all that it stands for.
  let rolledUp = delimiter !== "" && after.startsWith(prefix) && after.endsWith(delimiter) ? after : undefined;
  for (let size = SMALLEST_PAGE; ; ) {
    const page = stored.page(bucket, prefix, position, Math.min(size, limit + 1));
    if (page.length === 0) return { objects, prefixes };
    for (const row of page) {
      const { key } = row;
      if (!key.startsWith(prefix)) return { objects, prefixes };
      position = key;
      if (rolledUp !== undefined && key.startsWith(rolledUp)) continue;
      if (objects.length + prefixes.length === limit) return { objects, prefixes, next: listed };
      rolledUp = commonPrefix(key, prefix, delimiter);
      if (rolledUp === undefined) objects.push(parseSummary(row));
      else prefixes.push(rolledUp);
      listed = rolledUp ?? key;
    }
    if (rolledUp === undefined) size = Math.min(size * 2, LARGEST_PAGE);
    else {
      size = SMALLEST_PAGE;
      if (rolledUp + LAST > position) position = rolledUp + LAST;
    }
  }
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
  return cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
}
