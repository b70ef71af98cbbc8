import { isAnotherPicture } from "./another-picture.ts";
import { usualNear } from "./around.ts";
import { exceededByFew, greatest } from "./finding.ts";
import type { MeasuredPicture } from "./measured.schema.ts";
import { PICTURE_MS } from "./measured.ts";
import type { SampleSpan } from "./spans.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** Key pictures are clearer or less clear than others: of three samples one is no more than one of those, and one alone tells nothing. */
const [AROUND, FEWEST] = [3, 2];
/** Less than this is as good as none. */
const LEAST = 0.02;

export interface LostClarity extends SampleSpan {
  /** Share of it that was left. */
  readonly left: number;
}

/**
 * Where a picture ceased to be clear from one moment to the next and is again as suddenly, before the same scene in the same light. A
 * lens does that; a camera that moves on, and what passes before it, takes longer or shows another picture. Nothing is told by samples
 * that `isFrozen` says have stopped, or go on again.
 */
export function lostClarity(picture: MeasuredPicture, isFrozen: (sample: number) => boolean): LostClarity[] {
  const { left, longestMs } = THRESHOLDS.blur.lost;
  const clarity = clarityOf(picture);
  const steps = stepsOf(clarity, picture).map((step, sample) => (isFrozen(sample) ? 0 : step));
  const fall = Math.log(left);
  const spans: LostClarity[] = [];
  for (const [first, step] of steps.entries()) {
    if (step > fall || first < (spans.at(-1)?.end ?? 0)) continue;
    const rise = steps.slice(first, first + longestMs / PICTURE_MS).findIndex((later) => later >= -fall);
    if (rise === -1) continue;
    const [before, during] = [clarity.slice(first - AROUND, first), clarity.slice(first, first + rise)];
    spans.push({ first, end: first + rise, left: Math.exp(middle(during) - middle(before)) });
  }
  return spans;
}

/** Logarithms of how much detail there is at each sample. */
const detailOf = ({ detail }: MeasuredPicture): number[] => detail.map((value) => Math.log(Math.max(LEAST, value)));

/** The same, times how sharp its edges are: in the dark, noise hides what is lost from one of both. */
function clarityOf(picture: MeasuredPicture): number[] {
  let lastKnown = 1;
  return detailOf(picture).map((detail, sample) => {
    lastKnown = picture.sharpness[sample] ?? lastKnown;
    return detail + Math.log(Math.max(LEAST, lastKnown));
  });
}

/** How much clearer it is from each sample on: 0 but where that changes most, and where the light or the scene changes as well. */
function stepsOf(clarity: readonly number[], picture: MeasuredPicture): number[] {
  const { ofDetail } = THRESHOLDS.blur.lost;
  const detail = detailOf(picture);
  const isFirst = clarity.map((_, sample) => sample === 0 || isAnotherPicture(picture, sample));
  const jumps = clarity.map((value, sample) => (isFirst[sample] ? 0 : value - (clarity[sample - 1] ?? value)));
  return jumps.map((jump, sample) => {
    if (jump === 0 || !isSameScene(picture, sample) || !hasEdges(picture, sample)) return 0;
    const near = jumps.slice(Math.max(0, sample - AROUND + 1), sample + AROUND).map((other) => other * Math.sign(jump));
    if (Math.abs(jump) < greatest(near)) return 0;
    const step = stepAt(clarity, isFirst, sample);
    // Where there are few edges, how sharp they are is a matter of chance.
    const isReal = stepAt(detail, isFirst, sample) * Math.sign(jump) >= -Math.log(ofDetail);
    return isReal && Math.sign(step) === Math.sign(jump) ? step : 0;
  });
}

/** Nobody can tell whether a sky with nothing in it is in focus. */
const hasEdges = ({ sharpness }: MeasuredPicture, sample: number): boolean =>
  sharpness.slice(Math.max(0, sample - AROUND), sample + AROUND).some((value) => value !== null);

/**
 * A cut in the dark has next to no pixels that are unlike, but other shapes. Where a camera is shaken before a row of windows, many
 * pixels always are.
 */
function isSameScene({ unlike, likeness, brightness }: MeasuredPicture, sample: number): boolean {
  const same = THRESHOLDS.blur.lost;
  const usual = usualNear(unlike, sample, same.nearMs, same.nearMost);
  const brighter = (brightness[sample] ?? 0) - (brightness[sample - 1] ?? 0);
  return (
    (unlike[sample] ?? 1) <= Math.max(same.unlike, usual) &&
    (likeness[sample] ?? 0) >= same.likeness &&
    Math.abs(brighter) <= same.brightness
  );
}

/** How much more up to AROUND values from `sample` on are than those before it, of its shot. */
function stepAt(values: readonly number[], isFirst: readonly boolean[], sample: number): number {
  const from = Math.max(0, sample - AROUND);
  const first = from + Math.max(0, isFirst.slice(from, sample).lastIndexOf(true));
  const next = isFirst.slice(sample + 1, sample + AROUND).indexOf(true);
  const before = values.slice(first, sample);
  const after = values.slice(sample, next === -1 ? sample + AROUND : sample + 1 + next);
  return Math.min(before.length, after.length) < FEWEST ? 0 : middle(after) - middle(before);
}

const middle = (values: readonly number[]): number => exceededByFew(values, 0.5);
