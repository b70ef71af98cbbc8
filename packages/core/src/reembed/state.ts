import { adviceOn } from "../search/advice.ts";
import * as SearchIndexes from "../search/search-index.ts";
import type { ReembedState } from "./state.schema.ts";

/** Whether the scenes of the workspace are to be embedded anew, and what to do about it. */
export async function state(): Promise<ReembedState> {
  const found = await SearchIndexes.find();
  if (!found) return { isDue: false };
  const { current, next, filledBy } = found;
  const advice = adviceOn(found, await SearchIndexes.deployed());
  return {
    ...{ current, isDue: advice !== undefined },
    ...(next && { next, ...(filledBy && { runId: filledBy }) }),
    ...(advice && { advice }),
  };
}
