import * as Assets from "@videoflow/core/asset/asset";
import { expectOriginal } from "@videoflow/core/asset/original";
import { originalOf } from "@videoflow/core/asset/place";
import { signedUrl } from "@videoflow/core/bucket";

/**
 * Lets `run` read the originals of assets where they lie, by signed URLs. Throws `original_gone` when one was not, all the while, what
 * it was when it came in.
 */
export async function withSources<Result>(
  assetIds: Iterable<string>,
  run: (sources: Map<string, string>) => Promise<Result>,
): Promise<Result> {
  const assets = await Promise.all([...new Set(assetIds)].map((id) => Assets.getInspected(id)));
  const urls = await Promise.all(
    assets.map(async (asset) => [asset.assetId, await signedUrl(originalOf(asset))] as const),
  );
  const result = await run(new Map(urls));
  await Promise.all(assets.map(expectOriginal));
  return result;
}
