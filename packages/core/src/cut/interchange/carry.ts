import { isSame } from "../../canonical.ts";
import { type Placed, placed } from "../placed.ts";
import type { Caption, TimelineItem, VariantSpec } from "../variant-spec.schema.ts";

/** An item of the new timeline, and the one of the old that it was made of. */
export interface Origin {
  readonly item: TimelineItem;
  readonly from: TimelineItem | undefined;
}

interface Range {
  readonly startFrame: number;
  readonly frames: number;
}

/** A frame of the cut, told by what is seen in it: the asset's frame, or the card's own. */
const contentAt = ({ item, startFrame }: Placed, frame: number): number =>
  frame - startFrame + (item.kind === "clip" ? item.inFrame : 0);

/** Where a range of an old item is in a new one that was made of it; as much of it as is left. Undefined when nothing is. */
function moved(range: Range, old: Placed, fresh: Placed): Range | undefined {
  const inFresh = fresh.startFrame + contentAt(old, range.startFrame) - contentAt(fresh, fresh.startFrame);
  const startFrame = Math.max(inFresh, fresh.startFrame);
  const frames = Math.min(inFresh + range.frames, fresh.endFrame) - startFrame;
  return frames > 0 ? { startFrame, frames } : undefined;
}

/** What of a spec stands somewhere in its time. */
export type InTime = Pick<VariantSpec, "items" | "titles" | "captions" | "music"> & {
  readonly thumbnailFrame?: number | undefined;
};

/** Says of what stands on items of the old timeline where it stands in the new one. */
export function carrier(before: InTime, origins: readonly Origin[]) {
  const old = placed(before.items);
  const fresh = placed(origins.map(({ item }) => item));
  const changed = !isSame(shapeOf(before.items), shapeOf(origins.map(({ item }) => item)));
  const byOrigin = Map.groupBy(fresh, (_place, index) => origins[index]?.from?.id);
  const heirs = ({ id }: TimelineItem) => byOrigin.get(id) ?? [];
  const under = (frame: number) => old.find(({ startFrame, endFrame }) => startFrame <= frame && frame < endFrame);

  /** Goes with the item in which it begins, into the half that has what is needed of it when that was cut in two; dropped with it. */
  function follow<What extends Range>(what: What, needed: Range = what): What[] {
    const anchor = under(what.startFrame);
    if (!anchor) return [];
    const heir = heirs(anchor.item).find((one) => moved(needed, anchor, one));
    const range = heir && moved(what, anchor, heir);
    return range ? [{ ...what, ...range }] : [];
  }

  return {
    titles: () => (changed ? before.titles.flatMap((title) => follow(title)) : before.titles),

    /** A caption says what is not heard any more when it has lost its beginning, or more than half of it. */
    captions(): Caption[] {
      if (!changed) return before.captions;
      return before.captions
        .flatMap((caption) =>
          follow(caption, { ...caption, frames: 1 }).filter(({ frames }) => frames * 2 >= caption.frames),
        )
        .sort((a, b) => a.startFrame - b.startFrame);
    },

    /** The frame that stands for the cut; the first when its item is gone. */
    thumbnail(): { thumbnailFrame?: number } {
      const { thumbnailFrame } = before;
      if (thumbnailFrame === undefined) return {};
      if (!changed) return { thumbnailFrame };
      const [found] = follow({ startFrame: thumbnailFrame, frames: 1 });
      return { thumbnailFrame: found?.startFrame ?? 0 };
    },

    /** Wherever something was spoken over the music, piece by piece; pieces that touch are one. */
    ducks(): Range[] {
      const { ducks = [] } = before.music ?? {};
      if (!changed) return ducks;
      const pieces = ducks.flatMap(({ startFrame, frames }) =>
        old.flatMap((place) => {
          const from = Math.max(startFrame, place.startFrame);
          const piece = { startFrame: from, frames: Math.min(startFrame + frames, place.endFrame) - from };
          if (piece.frames <= 0) return [];
          return heirs(place.item).flatMap((heir) => moved(piece, place, heir) ?? []);
        }),
      );
      return joined(pieces.sort((a, b) => a.startFrame - b.startFrame));
    },
  };
}

/** What decides where things stand: which items, of what, from where to where. */
const shapeOf = (items: readonly TimelineItem[]) =>
  items.map((item) =>
    item.kind === "clip"
      ? { id: item.id, assetId: item.assetId, inFrame: item.inFrame, frames: item.frames }
      : { id: item.id, frames: item.frames },
  );

function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last && range.startFrame <= last.startFrame + last.frames) {
      const end = Math.max(last.startFrame + last.frames, range.startFrame + range.frames);
      result[result.length - 1] = { startFrame: last.startFrame, frames: end - last.startFrame };
    } else result.push(range);
  }
  return result;
}
