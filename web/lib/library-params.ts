import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { SORTS, type Sort } from "./sort-assets.ts";
import { type AssetStatus, assetStatuses } from "./status.ts";

/** What the address of the library says: the same on the server and in the browser. */
export const libraryParams = {
  status: parseAsStringLiteral(Object.keys(assetStatuses) as AssetStatus[]),
  view: parseAsStringLiteral(["grid", "list"]).withDefault("grid"),
  sort: parseAsStringLiteral(Object.keys(SORTS) as Sort[]).withDefault("newest"),
};

/** Which assets are listed: those of a state, or of any, that have all the tags and are in all the collections. */
export interface AssetFilter {
  readonly status: AssetStatus | null;
  readonly tag: readonly string[];
  readonly collection: readonly string[];
}

export const isNarrowed = ({ tag, collection }: AssetFilter): boolean => tag.length + collection.length > 0;

export type LibraryLook = "grid" | "list";

export const loadLibraryParams = createLoader(libraryParams);
