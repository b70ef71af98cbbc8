import type { TimelineItem, VariantSpec } from "@videoflow/client/schema";
import { placed } from "@videoflow/core/cut/placed";

export type Spec = VariantSpec;

/** An item with its first frame in the cut, and its place in the order from 1. */
export interface PlacedItem {
  readonly item: TimelineItem;
  readonly startFrame: number;
  readonly number: number;
}

export const placedItems = ({ items }: Spec): PlacedItem[] =>
  placed(items).map((place, index) => ({ ...place, number: index + 1 }));

/** What an item is, for people: what a card says, why a clip is there. */
export const itemTitle = (item: TimelineItem): string =>
  item.kind === "card" ? [item.figure, item.heading].filter(Boolean).join(" ") : item.why;
