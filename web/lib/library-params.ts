import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { type AssetStatus, assetStatuses } from "./status.ts";

/** What the address of the library says: the same on the server and in the browser. */
export const libraryParams = { status: parseAsStringLiteral(Object.keys(assetStatuses) as AssetStatus[]) };

export const loadLibraryParams = createLoader(libraryParams);
