import type { Use } from "@videoflow/client/schema";
import { duration } from "./output.ts";

/** So many moments stand on one line. */
const MOST_MOMENTS = 3;

/** Where an asset was used, on one line: `cut_... "Flood", revision 2: 4.0 s to 8.0 s, and 3 more clips`. */
export function toldUse({ cut, revision, clips, moments }: Use): string {
  const told = moments.slice(0, MOST_MOMENTS).map(({ startMs, endMs }) => `${duration(startMs)} to ${duration(endMs)}`);
  const left = clips - told.length;
  const all = left > 0 ? [...told, `and ${left} more ${left === 1 ? "clip" : "clips"}`] : told;
  const isOld = cut.revision !== undefined && revision < cut.revision;
  const gone = isOld ? ` (taken out since: the cut is at revision ${cut.revision})` : "";
  return `${cut.cutId}  "${cut.title}", revision ${revision}${gone}: ${all.join(", ")}`;
}
