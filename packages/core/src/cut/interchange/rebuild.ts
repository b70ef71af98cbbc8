import { AppError } from "../../error.ts";
import { parse } from "../../fn.ts";
import { type Placed, placed } from "../placed.ts";
import { type ClipItem, MOST_ITEMS, type TimelineItem, type Title, VariantSpec } from "../variant-spec.schema.ts";
import { attachSounds } from "./attach-sounds.ts";
import { carrier } from "./carry.ts";
import type { Edited } from "./edited.ts";
import { type Identified, identify } from "./identify.ts";
import type { Sources } from "./source.schema.ts";
import { LINE_BREAK } from "./to-otio.ts";

/** An edited timeline as a spec: the revision after the cut's own. `notes` say what of the file was not taken over. */
export interface Imported {
  readonly spec: VariantSpec;
  readonly notes: readonly string[];
}

const BY_HAND = "Put here in an editing program";

/**
 * Makes a spec of an edited timeline. What the file says wins; what its format cannot say of items stays as it was in `before`,
 * the spec of which the file was made. Whatever stood on an item (titles, captions, music that gives way) goes with it. What is of
 * the whole cut (formats, brand, loudness) is that of `base`: no file brings those. Throws `invalid`, naming the item, for what a
 * VariantSpec cannot say.
 */
export function rebuild(edited: Edited, before: VariantSpec, base: VariantSpec, sources: Sources): Imported {
  if (edited.items.length === 0) throw new AppError("invalid", "The timeline is empty; a cut has at least one clip");
  // Before they are compared with each other, which takes long for very many.
  if (edited.items.length > MOST_ITEMS)
    throw new AppError("invalid", `The timeline has ${edited.items.length} clips; a cut has at most ${MOST_ITEMS}`);
  const identified = identify(edited.items, before.items);
  const silent = identified.map((one) => itemOf(one, sources));
  const items = edited.sounds ? withSounds(edited.sounds, silent) : silent;
  const carried = carrier(
    before,
    items.map((item, index) => ({ item, from: identified[index]?.from })),
  );
  const places = placed(items);
  const { thumbnailFrame: _old, ...whole } = base;
  const spec = {
    ...whole,
    ...carried.thumbnail(),
    revision: base.revision + 1,
    frames: places.at(-1)?.endFrame ?? 0,
    items,
    titles: edited.titles ? titlesOf(edited, before, places) : carried.titles(),
    captions: carried.captions(),
    music: before.music && edited.music ? { ...before.music, ducks: carried.ducks() } : null,
  };
  return { spec: parse(VariantSpec, spec), notes: edited.notes };
}

function itemOf({ edited, id, from }: Identified, sources: Sources): TimelineItem {
  const { where, assetId, inFrame, frames, fadeIn } = edited;
  if (assetId === null) {
    if (from?.kind !== "card") throw new AppError("invalid", `${where} is a card that this cut does not have`);
    return { ...from, id, frames, fadeIn };
  }
  if (from?.kind === "clip" && from.assetId === assetId) return { ...from, id, inFrame, frames, fadeIn };
  const sound = { on: sources.get(assetId)?.audio != null, gainDb: 0, leadFrames: 0, tailFrames: 0 };
  return {
    kind: "clip",
    id,
    assetId,
    inFrame,
    frames,
    fadeIn,
    sound: from?.kind === "clip" ? from.sound : sound,
    framing: {},
    why: BY_HAND,
    evidence: [{ person: BY_HAND }],
  };
}

function withSounds(sounds: NonNullable<Edited["sounds"]>, items: readonly TimelineItem[]): TimelineItem[] {
  const places = placed(items);
  const heard = attachSounds(sounds, places);
  return places.map(({ item, startFrame, endFrame }, index): TimelineItem => {
    if (item.kind === "card") return item;
    const own = heard.get(index);
    if (!own) return item.sound.on ? { ...item, sound: { ...item.sound, on: false } } : item;
    const sound: ClipItem["sound"] = {
      ...item.sound,
      on: true,
      leadFrames: startFrame - own.startFrame,
      tailFrames: own.endFrame - endFrame,
    };
    return { ...item, sound };
  });
}

/** Titles where the file has them and as it words them, in the order in which they were; one that it has lost is taken out. */
function titlesOf({ titles }: Edited, before: VariantSpec, places: readonly Placed[]): Title[] {
  return before.titles.flatMap((title) => {
    const edited = titles?.find(({ id }) => id === title.id);
    const place = edited && places[edited.on];
    if (!place) return [];
    const from = Math.max(place.startFrame + edited.offset, place.startFrame);
    const to = Math.min(place.startFrame + edited.offset + edited.frames, place.endFrame);
    if (to <= from) return [];
    const lines = edited.text === title.lines.join(LINE_BREAK) ? title.lines : linesOf(edited);
    return [{ ...title, startFrame: from, frames: to - from, lines }];
  });
}

function linesOf({ id, text }: { id: string; text: string }): string[] {
  const lines = text.split(/ \/ |\n/).filter(Boolean);
  if (lines.length === 0 || lines.length > 2)
    throw new AppError("invalid", `Title ${id} has ${lines.length} lines; give it one or two, with " / " between them`);
  return lines;
}
