import { type Bands, type Cuts, fillBands, noBands } from "./bands.ts";
import { type BrokenBlocks, brokenBlocks } from "./broken-blocks.ts";
import { fillPyramid, isStill, likeness, motionOf, moveAlong, noPyramid, type Pyramid } from "./motion.ts";
import type { Size } from "./size.ts";
import { fillRoughness, noRoughness, type Roughness, speckled } from "./speckles.ts";

/** What is kept of a picture, to compare the next one with. */
export interface Look {
  readonly bands: Bands;
  readonly pyramid: Pyramid;
  readonly roughness: Roughness;
}

export const noLook = (size: Size, cuts: Cuts): Look => ({
  bands: noBands(size, cuts),
  pyramid: noPyramid(size),
  roughness: noRoughness(size),
});

export function fillLook({ bands, pyramid, roughness }: Look, picture: Uint8Array, size: Size, cuts: Cuts): void {
  fillBands(bands, picture, size, cuts);
  fillPyramid(pyramid, picture);
  fillRoughness(roughness, picture, size);
}

/** Of the picture, shares from 0 to 1. */
export interface Damage extends BrokenBlocks {
  readonly unlike: number;
  readonly likeness: number;
  readonly speckled: number;
  readonly cleared: number;
}

/** Before the first picture there is nothing to compare with. */
export const NO_DAMAGE: Damage = { unlike: 1, likeness: 0, on: 0, off: 0, speckled: 0, cleared: 0 };

/**
 * What came out wrong, or right again, since the picture before. That is first moved along with the camera: what it shows is then not
 * taken for a change wherever it has edges. `moved` is room for it.
 */
export function damageSince(
  before: Look,
  now: Look,
  moved: { readonly pixels: Uint8Array; readonly bands: Bands },
  size: Size,
  cuts: Cuts,
): Damage {
  const motion = motionOf(now.pyramid, before.pyramid);
  if (!isStill(motion)) {
    moveAlong(moved.pixels, now.pyramid, before.pyramid, motion);
    fillBands(moved.bands, moved.pixels, size, cuts);
  }
  return {
    unlike: motion.unlike,
    likeness: likeness(now.pyramid, before.pyramid, motion),
    ...brokenBlocks(now.bands, isStill(motion) ? before.bands : moved.bands, size, cuts),
    speckled: speckled(now.roughness, before.roughness, motion),
    cleared: speckled(before.roughness, now.roughness, { x: -motion.x, y: -motion.y }),
  };
}
