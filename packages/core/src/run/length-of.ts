import * as Assets from "../asset/asset.ts";
import type { Technical } from "../asset/technical.schema.ts";

/** Of a run that is about no footage: a cut, or all of the library. */
const NO_FOOTAGE = "none";

/**
 * About how long the footage is that a run is about, as a name: most steps take as long as there is to decode. Twice as much has another
 * one, and so has sound alone. Undefined where it is not known: before it was inspected, or since it is no more.
 */
export async function lengthOf({ assetId }: { readonly assetId?: string | undefined }): Promise<string | undefined> {
  if (!assetId) return NO_FOOTAGE;
  const technical = (await Assets.find(assetId))?.technical;
  return technical && nameOf(technical);
}

export function nameOf({ durationMs, video }: Pick<Technical, "durationMs" | "video">): string {
  const seconds = 2 ** Math.round(Math.log2(Math.max(1, durationMs / 1000)));
  return `${seconds} s${video ? "" : " of sound"}`;
}
