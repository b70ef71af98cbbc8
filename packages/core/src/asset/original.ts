import { bareEtag, etagOf } from "../bucket.ts";
import { AppError } from "../error.ts";
import type { Asset } from "./asset.schema.ts";
import { originalOf } from "./place.ts";

/** What became of an original whose bytes are no longer those that arrived; undefined when they are. */
export async function lossOf({ assetId, name, etag = "", key }: Asset): Promise<AppError | undefined> {
  const found = await etagOf(originalOf({ key }));
  if (found === bareEtag(etag)) return undefined;
  const what = found === undefined ? "is gone" : "was replaced by another file";
  return new AppError("original_gone", `The original of ${assetId}, ${name}, ${what}; put the file in again`);
}

/**
 * Throws `original_gone` unless the original has the bytes that arrived. A tool that takes no condition itself has read
 * these bytes when this holds after it has read.
 */
export async function expectOriginal(asset: Asset): Promise<void> {
  const loss = await lossOf(asset);
  if (loss) throw loss;
}
