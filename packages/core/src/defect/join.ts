import type { Measured, MeasuredPicture, MeasuredSound } from "./measured.schema.ts";

/**
 * Ranges that follow one another as the footage that they are parts of. Rules are only asked of the whole, so a black that goes
 * on over a seam is one, and loudness is gated by all that is heard. Of picture and sound,
 * one may end before the other: then later ranges have none of it.
 */
export function joined(parts: readonly Measured[]): Measured {
  const pictures = parts.flatMap(({ picture }) => picture ?? []);
  const sounds = parts.flatMap(({ sound }) => sound ?? []);
  return {
    picture: pictures.length === 0 ? null : joinedPicture(pictures),
    sound: sounds.length === 0 ? null : joinedSound(sounds),
  };
}

const joinedPicture = (parts: readonly MeasuredPicture[]): MeasuredPicture => ({
  highlights: parts.flatMap(({ highlights }) => highlights),
  brightness: parts.flatMap(({ brightness }) => brightness),
  change: parts.flatMap(({ change }) => change),
  changed: parts.flatMap(({ changed }) => changed),
  sharpness: parts.flatMap(({ sharpness }) => sharpness),
  detail: parts.flatMap(({ detail }) => detail),
  unlike: parts.flatMap(({ unlike }) => unlike),
  likeness: parts.flatMap(({ likeness }) => likeness),
  brokenBlocks: parts.flatMap(({ brokenBlocks }) => brokenBlocks),
  likeBroken: parts.flatMap(({ likeBroken }) => likeBroken),
  speckled: parts.flatMap(({ speckled }) => speckled),
  cleared: parts.flatMap(({ cleared }) => cleared),
  undecodable: parts.flatMap(({ undecodable }) => undecodable),
});

const joinedSound = (parts: readonly MeasuredSound[]): MeasuredSound => ({
  level: parts.flatMap(({ level }) => level),
  nearFull: parts.flatMap(({ nearFull }) => nearFull),
  energy: parts.flatMap(({ energy }) => energy),
  truePeak: Math.max(...parts.map(({ truePeak }) => truePeak)),
});
