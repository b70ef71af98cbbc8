import { basename, join } from "node:path";
import type { Inspected } from "@videoflow/core/asset/asset";
import { mediaOf } from "@videoflow/core/asset/place";
import { download, listKeys } from "@videoflow/core/bucket";
import { FRAME_NAME, FRAMES_FOLDER } from "@videoflow/core/derivative/job";
import { FRAME_INTERVAL_MS } from "@videoflow/core/derivative/plan";
import type { FrameSet } from "@videoflow/media/frame-set";

const PARALLEL_DOWNLOADS = 16;

/** Brings an asset's frames into a folder of this machine. */
export async function fetchFrames(asset: Inspected, directory: string): Promise<FrameSet> {
  const { bucket, key } = mediaOf(asset, FRAMES_FOLDER);
  const keys = await listKeys(bucket, key);
  const waiting = keys.values();
  const fetchAll = async () => {
    for (const key of waiting) await download({ bucket, key }, join(directory, basename(key)));
  };
  await Promise.all(Array.from({ length: PARALLEL_DOWNLOADS }, fetchAll));
  return { directory, name: FRAME_NAME, count: keys.length, intervalMs: FRAME_INTERVAL_MS };
}
