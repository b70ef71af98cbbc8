import type { TimelineItem, VariantSpec } from "@videoflow/client/schema";

export type Spec = VariantSpec;

/** An item with its first frame in the cut, and its place in the order from 1. */
export interface PlacedItem {
  readonly item: TimelineItem;
  readonly startFrame: number;
  readonly number: number;
}

export function placedItems({ items }: Spec): PlacedItem[] {
  let startFrame = 0;
  return items.map((item, index) => {
    const place = { item, startFrame, number: index + 1 };
    startFrame += item.frames;
    return place;
  });
}

/** What an item is, for people: what a card says, why a clip is there. */
export const itemTitle = (item: TimelineItem): string =>
  item.kind === "card" ? [item.figure, item.heading].filter(Boolean).join(" ") : item.why;
