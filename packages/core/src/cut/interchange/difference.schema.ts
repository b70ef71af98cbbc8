import { z } from "zod";

/**
 * `added`         an item that was not there
 * `removed`       one that is not there any more
 * `moved`         it stands elsewhere in the order
 * `trimmed`       another range of the same footage, or another length of a card
 * `swapped`       other footage in its place
 * `fade_changed`  its cross-fade from the item before it
 * `sound_changed` its own sound: on or off, gain, J or L cut
 * `framing_changed` what of its picture is in a format
 * `text_changed`  what a card, a title or a caption says, or when a title stands
 * `music_changed` and `look_changed` (brand, formats, loudness, title of the cut) are of the whole cut
 */
export const ChangeKind = z.enum([
  "added",
  "removed",
  "moved",
  "trimmed",
  "swapped",
  "fade_changed",
  "sound_changed",
  "framing_changed",
  "text_changed",
  "music_changed",
  "look_changed",
]);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** Where an item stands: its place in the order from 1, its range of the asset (null for a card's), its length. */
const Stand = z.object({
  place: z.int().positive(),
  assetId: z.string().nullable(),
  inFrame: z.int().nonnegative().nullable(),
  frames: z.int().positive(),
  fadeIn: z.int().positive().nullable(),
});

/** What changed from one spec of a cut to another. `item` is an item's or a title's id, null for what is of the whole cut. */
export const Change = z.object({
  kind: ChangeKind,
  item: z.string().nullable(),
  /** A sentence for people. */
  text: z.string().min(1),
  /** Items only; null on the side on which there is none. */
  before: Stand.nullable(),
  after: Stand.nullable(),
});
export type Change = z.infer<typeof Change>;

export const Difference = z
  .object({
    changes: z.array(Change),
    /** How much longer the cut is, in frames; negative when it is shorter. */
    longerByFrames: z.int(),
  })
  .meta({ id: "Difference" });
export type Difference = z.infer<typeof Difference>;
