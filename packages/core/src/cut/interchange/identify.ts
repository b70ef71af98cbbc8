import type { TimelineItem } from "../variant-spec.schema.ts";
import type { EditedItem } from "./edited.ts";

/** An item of an edited timeline, and the one of the cut that it was made of; none for what was added. */
export interface Identified {
  readonly edited: EditedItem;
  readonly id: string;
  readonly from: TimelineItem | undefined;
}

/** How many frames of an asset both use; 0 for different assets. Cards have no source: they are alike by their length only. */
function likeness(edited: EditedItem, item: TimelineItem): number {
  if (item.kind === "card") return edited.assetId === null && edited.frames === item.frames ? 1 : 0;
  if (edited.assetId !== item.assetId) return 0;
  const from = Math.max(edited.inFrame, item.inFrame);
  return Math.max(0, Math.min(edited.inFrame + edited.frames, item.inFrame + item.frames) - from);
}

const isExact = (edited: EditedItem, item: TimelineItem): boolean =>
  likeness(edited, item) > 0 &&
  edited.frames === item.frames &&
  (item.kind === "card" || edited.inFrame === item.inFrame);

/**
 * Finds out which items of the cut an edited timeline is made of. Ids in the file win; without them (editing programs lose what
 * they do not know) it is the same range of the same asset, then the one with the most frames in common. What was cut in two
 * keeps its id once; the other half gets a new one, and is known to come from it.
 */
export function identify(edited: readonly EditedItem[], items: readonly TimelineItem[]): Identified[] {
  const found = new Map<EditedItem, TimelineItem>();
  const free = new Set(items);
  const take = (one: EditedItem, item: TimelineItem | undefined) => {
    if (!item) return;
    found.set(one, item);
    free.delete(item);
  };
  const open = () => edited.filter((one) => !found.has(one));
  const isKind = (one: EditedItem, item: TimelineItem) => (one.assetId === null) === (item.kind === "card");

  for (const one of edited)
    take(
      one,
      first(free, (item) => item.id === one.hint && isExact(one, item)),
    );
  for (const one of open())
    take(
      one,
      first(free, (item) => item.id === one.hint && isKind(one, item)),
    );
  for (const one of open())
    if (!one.hint)
      take(
        one,
        first(free, (item) => isExact(one, item)),
      );
  for (const one of open()) if (!one.hint) take(one, mostAlike(one, free));

  const ids = new Set(items.map(({ id }) => id));
  return edited.map((one) => {
    const own = found.get(one);
    if (own) return { edited: one, id: own.id, from: own };
    const from = items.find((item) => item.id === one.hint && isKind(one, item)) ?? mostAlike(one, items);
    return { edited: one, id: freshId(from?.id ?? "added", ids), from };
  });
}

function first<Value>(values: Iterable<Value>, fits: (value: Value) => boolean): Value | undefined {
  for (const value of values) if (fits(value)) return value;
  return undefined;
}

function mostAlike(one: EditedItem, items: Iterable<TimelineItem>): TimelineItem | undefined {
  let best: TimelineItem | undefined;
  let most = 0;
  for (const item of items) {
    const alike = likeness(one, item);
    if (alike > most) [best, most] = [item, alike];
  }
  return best;
}

/** Ids have at most 40 letters; ours never come near it, others' may. */
function freshId(base: string, taken: Set<string>): string {
  for (let count = 2; ; count++) {
    const id = `${base.slice(0, 34)}-${count}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}
