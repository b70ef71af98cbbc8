import type { TimelineItem } from "./variant-spec.schema.ts";

/** An item and where it stands in the cut; `endFrame` is the first frame after it. */
export interface Placed<Item = TimelineItem> {
  readonly item: Item;
  readonly startFrame: number;
  readonly endFrame: number;
}

export function placed<Item extends { readonly frames: number }>(items: readonly Item[]): Placed<Item>[] {
  let startFrame = 0;
  return items.map((item) => {
    const endFrame = startFrame + item.frames;
    const place = { item, startFrame, endFrame };
    startFrame = endFrame;
    return place;
  });
}

/** Frames that a cross-fade takes from beyond an item: before its beginning, and after its end. Nothing comes before the first. */
export function handlesOf(items: readonly TimelineItem[], at: number): { before: number; after: number } {
  return { before: at === 0 ? 0 : (items[at]?.fadeIn ?? 0) / 2, after: (items[at + 1]?.fadeIn ?? 0) / 2 };
}
