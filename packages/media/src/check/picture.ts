import type { Readable } from "node:stream";
import { DETAIL_MS, type Grid, type MeasuredPicture, SAMPLE_MS } from "@videoflow/core/defect/measured";
import { blocksChanged } from "./blocks-changed.ts";
import { brokenBorders } from "./broken-borders.ts";
import { greatestChange } from "./change.ts";
import { inChunks } from "./chunks.ts";
import { highlights } from "./highlights.ts";
import { sharpness } from "./sharpness.ts";
import { type Profile, profileOf, shiftOf } from "./shift.ts";
import type { Size } from "./size.ts";

/** Measures pictures (luma, a byte a pixel) that come one after another, one each SAMPLE_MS. */
export async function measurePicture(luma: Readable, size: Size, grid: { x: Grid; y: Grid }): Promise<MeasuredPicture> {
  const measured = { highlights: [], change: [], sharpness: [], brokenBorders: [], blocksChanged: [] } as Record<
    keyof MeasuredPicture,
    number[]
  >;
  let before: Profile | undefined;
  await inChunks(luma, size.width * size.height, (picture, previous) => {
    const count = measured.change.length;
    if (picture.length < previous.length) throw new Error(`Picture ${count} of the check came only in part`);
    measured.highlights.push(highlights(picture));
    measured.change.push(count === 0 ? 255 : greatestChange(picture, previous, size));
    const profile = profileOf(picture, size);
    measured.blocksChanged.push(before ? blocksChanged(picture, previous, shiftOf(profile, before), size, grid) : 0);
    before = profile;
    if (count % (DETAIL_MS / SAMPLE_MS) !== 0) return;
    measured.sharpness.push(sharpness(picture, size));
    measured.brokenBorders.push(brokenBorders(picture, size, grid));
  });
  return measured;
}
