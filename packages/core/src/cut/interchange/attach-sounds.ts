import { AppError } from "../../error.ts";
import type { Placed } from "../placed.ts";
import type { EditedSound } from "./edited.ts";

/** From where to where the sound of an item is heard, in frames of the cut. */
interface Heard {
  readonly startFrame: number;
  readonly endFrame: number;
}

const endOf = ({ startFrame, frames }: EditedSound): number => startFrame + frames;

/** How much of a sound is under a picture; touching counts a little, so that a J cut alone still belongs to what follows. */
function under(sound: EditedSound, { startFrame, endFrame }: Placed): number {
  const shared = Math.min(endOf(sound), endFrame) - Math.max(sound.startFrame, startFrame);
  return shared > 0 ? shared : shared === 0 ? 0.5 : 0;
}

const covers = (sound: EditedSound, { startFrame, endFrame }: Placed): boolean =>
  sound.startFrame <= startFrame && endOf(sound) >= endFrame;

/**
 * Finds the picture to which each sound belongs: of the same asset and in sync, the one that the file names, or else the one under
 * which most of it is. Answers with what is heard of each item, by its index. Throws `invalid`, naming the clip, for sound that has no
 * picture, is out of sync with it, or leaves part of it silent: a VariantSpec has a clip's own sound whole, or not at all.
 */
export function attachSounds(sounds: readonly EditedSound[], items: readonly Placed[]): Map<number, Heard> {
  const heard = new Map<number, Heard>();
  for (const sound of sounds) {
    const index = owner(sound, items);
    const before = heard.get(index);
    if (before && (sound.startFrame > before.endFrame || endOf(sound) < before.startFrame))
      throw new AppError(
        "invalid",
        `The sound ${sound.where} has a hole in it; leave it whole, or take it off the clip`,
      );
    heard.set(index, {
      startFrame: Math.min(sound.startFrame, before?.startFrame ?? Number.POSITIVE_INFINITY),
      endFrame: Math.max(endOf(sound), before?.endFrame ?? 0),
    });
  }
  for (const [index, { startFrame, endFrame }] of heard) {
    const place = items[index];
    if (place && (startFrame > place.startFrame || endFrame < place.endFrame))
      throw new AppError(
        "invalid",
        `The sound of ${place.item.id} is heard from frame ${startFrame} to ${endFrame}, its picture from ${place.startFrame} to ${place.endFrame}: sound may begin earlier and end later than its picture, but not leave part of it silent`,
      );
  }
  return heard;
}

function owner(sound: EditedSound, items: readonly Placed[]): number {
  let best = -1;
  let most = 0;
  let ofSameAsset = false;
  for (const [index, place] of items.entries()) {
    const { item } = place;
    if (item.kind !== "clip" || item.assetId !== sound.assetId) continue;
    ofSameAsset = true;
    if (sound.startFrame - sound.inFrame !== place.startFrame - item.inFrame) continue;
    if (item.id === sound.hint && covers(sound, place)) return index;
    const share = under(sound, place);
    if (share > most) [best, most] = [index, share];
  }
  if (best >= 0) return best;
  throw new AppError(
    "invalid",
    ofSameAsset
      ? `The sound ${sound.where} is not in sync with a picture of the same footage; a cut has each clip's sound in sync`
      : `The sound ${sound.where} has no picture; a cut has no sound of footage that is not seen`,
  );
}
