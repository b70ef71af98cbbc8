import { basename, join } from "node:path";
import type { Inspected } from "@videoflow/core/asset/asset";
import { mediaOf } from "@videoflow/core/asset/place";
import { download, listKeys, readBytes } from "@videoflow/core/bucket";
import { FRAME_NAME, FRAMES_FOLDER } from "@videoflow/core/derivative/job";
import { FRAME_INTERVAL_MS } from "@videoflow/core/derivative/plan";
import { framePlace } from "@videoflow/core/vision/batches";
import type { FrameSet } from "@videoflow/media/frame-set";

const PARALLEL_DOWNLOADS = 16;

/** Brings an asset's frames into a folder of this machine: all, or of as many as there are the first and every so many-th after it. */
export async function fetchFrames(
  asset: Inspected,
  directory: string,
  stepOf: (count: number) => number = () => 1,
): Promise<FrameSet> {
  const { bucket, key } = mediaOf(asset, FRAMES_FOLDER);
  const keys = await listKeys(bucket, key);
  const step = stepOf(keys.length);
  const waiting = keys.filter((_, index) => index % step === 0).values();
  const fetchAll = async () => {
    for (const key of waiting) await download({ bucket, key }, join(directory, basename(key)));
  };
  await Promise.all(Array.from({ length: PARALLEL_DOWNLOADS }, fetchAll));
  return { directory, name: FRAME_NAME, count: keys.length, intervalMs: FRAME_INTERVAL_MS };
}

/** The first `count` frames of an asset in their order, some ahead of the one that is asked for and none on disk. */
export async function* streamFrames(asset: Inspected, count: number): AsyncGenerator<Buffer> {
  const coming: Promise<Buffer>[] = [];
  for (let next = 0; next < count || coming.length > 0; ) {
    while (next < count && coming.length < PARALLEL_DOWNLOADS) {
      const frame = readBytes(framePlace(asset, next++));
      // A failure is told when its turn comes; if it never does, because another came first, it is nobody's.
      frame.catch(() => {});
      coming.push(frame);
    }
    const bytes = await coming.shift();
    if (bytes) yield bytes;
  }
}
