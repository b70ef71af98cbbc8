/** A place where the picture may be another one. */
export interface Cut {
  /** Number of the first frame behind it. */
  readonly frame: number;
  readonly atMs: number;
  /** From 0 to 100. */
  readonly score: number;
}

/** A frame as these few greys, which show what it looks like as a whole. */
export const THUMB_SIZE = "16:9";
export const THUMB_BYTES = 16 * 9;

/** A score of 100 is a change of all greys there are, point by point. */
const GREYS_A_SCORE = 2.55;
/** So much of a cut's change is seen in the thumbs too; of what rain or a flickering screen change, hardly any. */
const COARSE = 0.35;
/** A picture that comes back so much closer than the cut was far was not cut away from. */
const SAME_AGAIN = 0.4;

/** The frame of that number, undefined behind the last one. */
type Thumbs = (index: number) => Promise<Uint8Array | undefined>;

/**
 * Which of the places are cuts. It is none where the picture as a whole stays the same, nor where the picture from before
 * comes back within `shortest` frames (a flash, a dropout); nor is it one so soon after another cut (a dissolve).
 */
export async function cutsOf(candidates: readonly Cut[], thumb: Thumbs, shortest: number): Promise<Cut[]> {
  const cuts: Cut[] = [];
  let free = shortest;
  for (const cut of candidates) {
    if (cut.frame < free) continue;
    const [before, behind] = [await thumb(cut.frame - 1), await thumb(cut.frame)];
    if (!before || !behind) continue;
    const change = distance(before, behind);
    if (change < COARSE * GREYS_A_SCORE * cut.score) continue;
    const back = await comesBack(before, change * SAME_AGAIN, cut.frame, shortest, thumb);
    if (back === undefined) cuts.push(cut);
    free = back === undefined ? cut.frame + shortest : back + 1;
  }
  return cuts;
}

/** The frame at which the picture from before is there again. */
async function comesBack(before: Uint8Array, near: number, from: number, within: number, thumb: Thumbs) {
  for (let frame = from + 1; frame <= from + within; frame++) {
    const now = await thumb(frame);
    if (!now) return undefined;
    if (distance(before, now) < near) return frame;
  }
  return undefined;
}

/** Mean of the absolute differences. */
function distance(one: Uint8Array, other: Uint8Array): number {
  let sum = 0;
  for (const [index, grey] of one.entries()) sum += Math.abs(grey - (other[index] ?? 0));
  return sum / one.length;
}
