import type { Readable } from "node:stream";
import { type Grid, rounded } from "@videoflow/core/defect/measured";
import type { MeasuredPicture } from "@videoflow/core/defect/measured.schema";
import { cutsOf, fillBands, noBands } from "./bands.ts";
import { brokenBlocks } from "./broken-blocks.ts";
import { changeOf } from "./change.ts";
import { inChunks } from "./chunks.ts";
import { highlights } from "./highlights.ts";
import type { Part } from "./part.ts";
import { sharpness } from "./sharpness.ts";
import type { Size } from "./size.ts";
import { speckles } from "./speckles.ts";

/** Measures pictures (luma, a byte a pixel) that come one after another, one each PICTURE_MS. */
export async function measurePicture(
  luma: Readable,
  size: Size,
  grid: { x: Grid; y: Grid },
  { lead, count }: Part,
): Promise<MeasuredPicture> {
  const measured: MeasuredPicture = {
    ...{ highlights: [], change: [], changed: [], sharpness: [] },
    ...{ brokenBlocks: [], likeBroken: [], speckles: [] },
  };
  const cuts = cutsOf(size, grid);
  let [bands, before] = [noBands(size, cuts), noBands(size, cuts)];
  let index = -lead;
  await inChunks(luma, size.width * size.height, (picture, previous) => {
    const isFirst = index === -lead;
    const sample = index++;
    if (picture.length < previous.length) throw new Error(`Picture ${sample} of the check came only in part`);
    if (sample >= count) return;
    [bands, before] = [before, bands];
    fillBands(bands, picture, size, cuts);
    if (sample < 0) return;
    const change = isFirst ? { greatest: 255, share: 1 } : changeOf(picture, previous, size);
    const { on, off } = isFirst ? { on: 0, off: 0 } : brokenBlocks(bands, before, size, cuts);
    measured.highlights.push(highlights(picture));
    measured.change.push(rounded(change.greatest, 2));
    measured.changed.push(rounded(change.share, 4));
    measured.sharpness.push(sharpness(bands, size));
    measured.brokenBlocks.push(on);
    measured.likeBroken.push(off);
    measured.speckles.push(speckles(picture, size));
  });
  return measured;
}
