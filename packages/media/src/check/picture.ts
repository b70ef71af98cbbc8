import type { Readable } from "node:stream";
import { type Grid, rounded } from "@videoflow/core/defect/measured";
import type { MeasuredPicture } from "@videoflow/core/defect/measured.schema";
import { brightness, cutsOf, noBands } from "./bands.ts";
import { changeOf } from "./change.ts";
import { inChunks } from "./chunks.ts";
import { damageSince, fillLook, NO_DAMAGE, noLook } from "./damage.ts";
import { detail } from "./detail.ts";
import { highlights } from "./highlights.ts";
import type { Part } from "./part.ts";
import { sharpness } from "./sharpness.ts";
import type { Size } from "./size.ts";

/** All but what its original tells. */
export type SeenPicture = Omit<MeasuredPicture, "undecodable">;

/** Measures pictures (luma, a byte a pixel) that come one after another, one each PICTURE_MS. */
export async function measurePicture(
  luma: Readable,
  size: Size,
  grid: { x: Grid; y: Grid },
  { lead, count, told }: Part,
): Promise<SeenPicture> {
  const measured: SeenPicture = {
    ...{ highlights: [], brightness: [], change: [], changed: [], sharpness: [], detail: [], unlike: [], likeness: [] },
    ...{ brokenBlocks: [], likeBroken: [], speckled: [], cleared: [] },
  };
  const cuts = cutsOf(size, grid);
  let [look, before] = [noLook(size, cuts), noLook(size, cuts)];
  const moved = { pixels: new Uint8Array(size.width * size.height), bands: noBands(size, cuts) };
  let index = -lead;
  await inChunks(luma, size.width * size.height, (picture, previous) => {
    const isFirst = index === -lead;
    const sample = index++;
    if (picture.length < previous.length) throw new Error(`Picture ${sample} of the check came only in part`);
    if (sample >= count) return;
    [look, before] = [before, look];
    fillLook(look, picture, size, cuts);
    if (sample < 0) return;
    const change = isFirst ? { greatest: 255, share: 1 } : changeOf(picture, previous, size);
    const damage = isFirst ? NO_DAMAGE : damageSince(before, look, moved, size, cuts);
    measured.highlights.push(highlights(picture));
    measured.brightness.push(rounded(brightness(look.bands), 2));
    measured.change.push(rounded(change.greatest, 2));
    measured.changed.push(rounded(change.share, 4));
    measured.sharpness.push(sharpness(look.bands, size));
    measured.detail.push(rounded(detail(look.bands, size), 3));
    measured.unlike.push(rounded(damage.unlike, 4));
    measured.likeness.push(rounded(damage.likeness, 3));
    measured.brokenBlocks.push(rounded(damage.on, 2));
    measured.likeBroken.push(rounded(damage.off, 2));
    measured.speckled.push(rounded(damage.speckled, 5));
    measured.cleared.push(rounded(damage.cleared, 5));
    told?.(sample + 1);
  });
  return measured;
}
