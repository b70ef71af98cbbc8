import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { SORTS, type Sort } from "./sort-assets.ts";
import { type AssetStatus, assetStatuses } from "./status.ts";

/** What the address of the library says: the same on the server and in the browser. */
export const libraryParams = {
  status: parseAsStringLiteral(Object.keys(assetStatuses) as AssetStatus[]),
  view: parseAsStringLiteral(["grid", "list"]).withDefault("grid"),
  sort: parseAsStringLiteral(Object.keys(SORTS) as Sort[]).withDefault("newest"),
};

export type LibraryLook = "grid" | "list";

export const loadLibraryParams = createLoader(libraryParams);
