import { countWhere } from "../count-where.ts";
import { shareOf, type View } from "./view.ts";

/** Something in the time of footage. */
export interface LaneItem {
  readonly startMs: number;
  /** The first moment that no longer belongs to it. */
  readonly endMs: number;
  /** What it is, for people. */
  readonly text: string;
  /** How strongly it is drawn, 0 to 1. */
  readonly strength: number;
}

/** Things of one kind, in the order of their beginnings. */
export interface Lane {
  readonly id: string;
  readonly title: string;
  readonly look: LaneLook;
  readonly items: readonly LaneItem[];
}

/** `blocks` lie side by side without gaps and are told apart; `bars` stand alone; `alarms` are what is wrong. */
type LaneLook = "blocks" | "bars" | "alarms";

/** Number of items that begin at a time or before it. */
const countBegun = (items: readonly { readonly startMs: number }[], ms: number): number =>
  countWhere(items.length, (index) => (items[index]?.startMs ?? 0) <= ms);

/** How far back an item is looked for that has not ended: items may overlap, but not without end. */
const LOOK_BACK = 64;

/** Index of the item that is there at a time, the one that began last of several; -1 where there is none. */
export function indexAt(items: readonly { readonly startMs: number; readonly endMs: number }[], ms: number): number {
  const last = countBegun(items, ms) - 1;
  for (let index = last; index >= 0 && index > last - LOOK_BACK; index--)
    if ((items[index]?.endMs ?? 0) > ms) return index;
  return -1;
}

/** The first item that begins after a time, or the last one that began before it. A hair of time is no difference. */
export function neighbour<Item extends { readonly startMs: number }>(
  items: readonly Item[],
  ms: number,
  to: "next" | "previous",
): Item | undefined {
  return to === "next" ? items[countBegun(items, ms + 20)] : items[countBegun(items, ms - 250) - 1];
}

/** A rectangle of a lane, in CSS pixels from its left. */
interface Bar {
  readonly x: number;
  readonly width: number;
  readonly strength: number;
  /** Whether it is to differ from the one beside it. */
  readonly odd: boolean;
}

/**
 * What is to be drawn of items in a view: never more bars than there are pixels. What is too narrow to be seen is as wide as a
 * pixel, and takes in what falls on the same one.
 */
export function barsOf(items: readonly LaneItem[], view: View, width: number): Bar[] {
  const bars: Bar[] = [];
  const first = Math.max(countBegun(items, view.startMs) - LOOK_BACK, 0);
  for (let index = first; index < items.length; index++) {
    const item = items[index] as LaneItem;
    if (item.startMs >= view.endMs) break;
    if (item.endMs <= view.startMs) continue;
    const from = Math.max(shareOf(view, item.startMs) * width, 0);
    const to = Math.min(shareOf(view, item.endMs) * width, width);
    const last = bars.at(-1);
    if (last && to <= last.x + last.width && to - from < 1) continue;
    bars.push({ x: from, width: Math.max(to - from, 1), strength: item.strength, odd: index % 2 === 1 });
  }
  return bars;
}
