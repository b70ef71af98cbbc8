import { amplitude, SAMPLE_RATE, type Stereo } from "./stereo.ts";

/** A cut in sound that is as hard as it can be without clicking. */
const SOFTENED = Math.round(0.008 * SAMPLE_RATE);

export interface Placed {
  readonly at: number;
  readonly gainDb: number;
  /** How long it comes and goes, in samples; 0 is a cut. */
  readonly fadeIn: number;
  readonly fadeOut: number;
}

/** Adds sound to a mix. What comes and goes does so with equal power: two that cross are together as loud as each. */
export function mixIn(mix: Stereo, sound: Stereo, { at, gainDb, fadeIn, fadeOut }: Placed): void {
  const length = sound.left.length;
  const [rise, fall] = [fadeIn || Math.min(SOFTENED, length >> 1), fadeOut || Math.min(SOFTENED, length >> 1)];
  const gain = amplitude(gainDb);
  for (let index = Math.max(0, -at); index < length && at + index < mix.left.length; index++) {
    const comes = index < rise ? Math.sin((Math.PI / 2) * ((index + 0.5) / rise)) : 1;
    const goes = length - index <= fall ? Math.sin((Math.PI / 2) * ((length - index - 0.5) / fall)) : 1;
    const factor = gain * comes * goes;
    mix.left[at + index] = (mix.left[at + index] as number) + factor * (sound.left[index] as number);
    mix.right[at + index] = (mix.right[at + index] as number) + factor * (sound.right[index] as number);
  }
}

/** In seconds: music makes room before somebody speaks, and comes back without haste. */
const [MAKES_ROOM, COMES_BACK] = [0.25, 0.6];

interface Duck {
  readonly from: number;
  readonly to: number;
}

/** Lowers music by `db` while somebody speaks. Times are in samples. */
export function duck(music: Stereo, ducks: readonly Duck[], db: number): void {
  const length = music.left.length;
  const depth = new Float32Array(length);
  for (const { from, to } of ducks) {
    const [before, after] = [MAKES_ROOM * SAMPLE_RATE, COMES_BACK * SAMPLE_RATE];
    for (let at = Math.max(0, from - before); at < Math.min(length, to + after); at++) {
      const share = at < from ? 1 - (from - at) / before : at < to ? 1 : 1 - (at - to) / after;
      depth[at] = Math.max(depth[at] as number, share);
    }
  }
  for (let at = 0; at < length; at++) {
    const share = depth[at] as number;
    if (share === 0) continue;
    const factor = amplitude(db * share * share * (3 - 2 * share));
    music.left[at] = (music.left[at] as number) * factor;
    music.right[at] = (music.right[at] as number) * factor;
  }
}
