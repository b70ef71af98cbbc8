import { mediaOf } from "../asset/place.ts";
import type { ObjectPlace } from "../bucket.ts";
import { FRAME_NAME, FRAMES_FOLDER } from "./job.ts";

/** One of an asset's `frames/`, by its number. */
export const framePlace = (asset: Parameters<typeof mediaOf>[0], index: number): ObjectPlace =>
  mediaOf(asset, `${FRAMES_FOLDER}${FRAME_NAME}.${String(index).padStart(7, "0")}.jpg`);
