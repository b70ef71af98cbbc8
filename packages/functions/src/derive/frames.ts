import type { Inspected } from "@videoflow/core/asset/asset";
import { mediaOf } from "@videoflow/core/asset/place";
import { listKeys, readBytes } from "@videoflow/core/bucket";
import { framePlace } from "@videoflow/core/derivative/frame-place";
import { FRAMES_FOLDER } from "@videoflow/core/derivative/job";
import { FRAME_INTERVAL_MS } from "@videoflow/core/derivative/plan";
import type { FrameSet } from "@videoflow/media/frame-set";

/** So many are on their way at once; more would only wait here. */
const AHEAD = 16;

/** The frames that an asset has in the bucket. */
export async function framesOf(asset: Inspected): Promise<FrameSet> {
  const { bucket, key } = mediaOf(asset, FRAMES_FOLDER);
  const { length: count } = await listKeys(bucket, key);
  return { count, intervalMs: FRAME_INTERVAL_MS, read: (indexes) => readFrames(asset, indexes) };
}

/** Frames of an asset in the order of `indexes`, some ahead of the one that is asked for and none on disk. */
export async function* readFrames(asset: Inspected, indexes: Iterable<number>): AsyncGenerator<Buffer> {
  const coming: Promise<Buffer>[] = [];
  for (const index of indexes) {
    const frame = readBytes(framePlace(asset, index));
    // A failure is told when its turn comes; if it never does, because another came first, it is nobody's.
    frame.catch(() => {});
    coming.push(frame);
    if (coming.length >= AHEAD) yield (await coming.shift()) as Buffer;
  }
  for (const frame of coming) yield await frame;
}
