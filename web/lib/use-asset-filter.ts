import { useQueryStates } from "nuqs";
import { libraryParams } from "./library-params.ts";
import { searchParams } from "./search/params.ts";

const { tag, collection } = searchParams;

/** By what the library's assets are narrowed down, and how that is changed: each change is a step to go back from. */
export const useAssetFilter = () =>
  useQueryStates({ status: libraryParams.status, tag, collection }, { history: "push" });

/** The change of the address that shows all assets. */
export const NO_ASSET_FILTER = { status: null, tag: null, collection: null };
