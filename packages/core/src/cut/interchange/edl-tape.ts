import { AppError } from "../../error.ts";
import type { TimelineItem } from "../variant-spec.schema.ts";
import { fileName, reelOf } from "./find-media.ts";
import { countingOf, mediaStart, sourceOf } from "./layout.ts";
import type { Sources } from "./source.schema.ts";
import type { CountedRate, Counting } from "./timecode.ts";

/** Black has no clock of its own. */
export const BLACK = "BL";

/** What an EDL says of the footage behind an item. */
export interface Tape {
  readonly reel: string;
  readonly clock: Counting;
  readonly name: string;
  readonly comments: readonly string[];
  readonly stereo: boolean;
  /** A frame of the item on the tape's clock, counted from the item's first; handles are before it. */
  readonly at: (frame: number) => number;
}

/** EDLs are lines of plain text. */
export const plain = (text: string): string => text.replace(/\p{Cc}+/gu, " ").trim();

/** Programs lose what they do not know; a comment of this kind they keep. */
export const ITEM_COMMENT = "* VIDEOFLOW ITEM:";

export function tapeOf(item: TimelineItem, sources: Sources, rate: CountedRate): Tape {
  const itself = `${ITEM_COMMENT} ${item.id}`;
  if (item.kind === "card") {
    const text = [item.heading, item.figure, item.detail].filter((line) => line !== null).map(plain);
    const clock = { nominal: rate.nominal, drop: false };
    return {
      reel: BLACK,
      clock,
      name: "CARD",
      comments: [`* CARD: ${text.join(" | ")}`, itself],
      stereo: false,
      at: () => 0,
    };
  }
  const source = sourceOf(item, sources);
  const own = countingOf(source, rate);
  const origin = mediaStart(source, rate) + item.inFrame;
  return {
    reel: reelOf(item.assetId),
    // On the asset's own clock where that counts as the cut's does; else on the cut's, which can say every frame of it.
    clock: own.nominal === rate.nominal ? own : { nominal: rate.nominal, drop: false },
    name: plain(source.name),
    comments: [`* SOURCE FILE: ${plain(fileName(source.uri))}`, itself],
    stereo: (source.audio?.channels ?? 1) > 1,
    at(frame) {
      if (origin + frame >= 0) return origin + frame;
      throw new AppError(
        "invalid",
        `${item.id} takes ${-frame} frames from before its footage begins; shorten its fade or J cut`,
      );
    },
  };
}
