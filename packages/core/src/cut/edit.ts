import { carrier, type InTime, type Origin } from "./interchange/carry.ts";
import type { ClipItem, TimelineItem } from "./variant-spec.schema.ts";

/** A spec, whoever describes it: as the API tells it some settings may be left out. */
type Editable = InTime & { readonly frames: number };

/** A range of an asset in frames of the cut, as a clip takes it. */
export interface ClipRange {
  readonly inFrame: number;
  readonly frames: number;
}

/**
 * Shows more or less of a clip's footage. Its neighbours stay as they are; the cut is longer or shorter by as much. At an end that
 * is elsewhere now, its sound begins or ends with it: what was quiet beyond the old end may be a word beyond the new one.
 */
export const trim = <Spec extends Editable>(spec: Spec, id: string, { inFrame, frames }: ClipRange): Spec =>
  changed(spec, id, (clip) => {
    const leadFrames = inFrame === clip.inFrame ? clip.sound.leadFrames : 0;
    const tailFrames = inFrame + frames === clip.inFrame + clip.frames ? clip.sound.tailFrames : 0;
    return { ...clip, inFrame, frames, sound: { ...clip.sound, leadFrames, tailFrames } };
  });

/**
 * Puts other footage into a clip's place. Without a framing it is shown as the middle of its picture. Its sound begins and ends with
 * it: how far that of the old footage went beyond its picture was for what was said there.
 */
export const swap = <Spec extends Editable>(
  spec: Spec,
  id: string,
  {
    assetId,
    inFrame,
    frames,
    framing = {},
  }: ClipRange & { readonly assetId: string; readonly framing?: ClipItem["framing"] },
): Spec =>
  changed(spec, id, (clip) => ({
    ...{ ...clip, assetId, inFrame, frames, framing, why: "Chosen by hand" },
    sound: { ...clip.sound, leadFrames: 0, tailFrames: 0 },
    evidence: [{ person: "Chosen by hand among the alternatives" }],
  }));

function changed<Spec extends Editable>(spec: Spec, id: string, change: (clip: ClipItem) => ClipItem): Spec {
  return withItems(
    spec,
    spec.items.map((item) => {
      const isIt = item.kind === "clip" && item.id === id;
      if (!isIt) return { item, from: item };
      const after = change(item);
      // What was said over the other footage is not said over this one.
      return { item: after, from: after.assetId === item.assetId ? item : undefined };
    }),
  );
}

/** Takes an item to another place in the order; `by` is how many places further, back when negative. */
export function move<Spec extends Editable>(spec: Spec, id: string, by: number): Spec {
  const from = spec.items.findIndex((item) => item.id === id);
  const items = spec.items.filter((item) => item.id !== id);
  items.splice(Math.max(from + by, 0), 0, ...spec.items.slice(from, from + 1));
  return withItems(spec, items.map(itself));
}

/** Takes an item out, and what stands on it. */
export const remove = <Spec extends Editable>(spec: Spec, id: string): Spec =>
  withItems(spec, spec.items.filter((item) => item.id !== id).map(itself));

const itself = (item: TimelineItem): Origin => ({ item, from: item });

/** The spec with other items; what stood on the old ones goes along. */
function withItems<Spec extends Editable>(spec: Spec, origins: readonly Origin[]): Spec {
  const items = origins.map(({ item }, index) =>
    besides(item, origins[index - 1]?.item.frames ?? 0, origins[index + 1]?.item.frames ?? 0),
  );
  const carried = carrier(
    spec,
    items.map((item, index) => ({ item, from: origins[index]?.from })),
  );
  return {
    ...spec,
    ...carried.thumbnail(),
    items,
    frames: items.reduce((sum, { frames }) => sum + frames, 0),
    titles: carried.titles(),
    captions: carried.captions(),
    music: spec.music && { ...spec.music, ducks: carried.ducks() },
  };
}

/** An item between neighbours of such lengths: its sound goes no further than those, and nothing fades in at the very beginning. */
function besides(item: TimelineItem, before: number, after: number): TimelineItem {
  const fadeIn = before === 0 ? null : item.fadeIn;
  if (item.kind === "card") return { ...item, fadeIn };
  const { leadFrames, tailFrames } = item.sound;
  const sound = { ...item.sound, leadFrames: Math.min(leadFrames, before), tailFrames: Math.min(tailFrames, after) };
  return { ...item, fadeIn, sound };
}
