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
