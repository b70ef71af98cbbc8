import { isAnotherPicture } from "./another-picture.ts";
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
 * lens does that; a camera that moves on, and what passes before it, takes longer or shows another picture.
 */
export function lostClarity(picture: MeasuredPicture): LostClarity[] {
  const { left, longestMs } = THRESHOLDS.blur.lost;
  const clarity = clarityOf(picture);
  const steps = stepsOf(clarity, picture);
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

/** Logarithms of how much detail there is, times how sharp its edges are: in the dark, noise hides what is lost from one of both. */
function clarityOf({ detail, sharpness }: MeasuredPicture): number[] {
  let lastKnown = 1;
  return detail.map((value, sample) => {
    lastKnown = sharpness[sample] ?? lastKnown;
    return Math.log(Math.max(LEAST, value * lastKnown));
  });
}

/** How much clearer it is from each sample on: 0 but where that changes most, and where the light or the picture changes as well. */
function stepsOf(clarity: readonly number[], picture: MeasuredPicture): number[] {
  const { unlike, brightness } = THRESHOLDS.blur.lost;
  const isFirst = clarity.map((_, sample) => sample === 0 || isAnotherPicture(picture, sample));
  const jumps = clarity.map((value, sample) => (isFirst[sample] ? 0 : value - (clarity[sample - 1] ?? value)));
  const brighter = (sample: number) => (picture.brightness[sample] ?? 0) - (picture.brightness[sample - 1] ?? 0);
  return jumps.map((jump, sample) => {
    if (jump === 0 || (picture.unlike[sample] ?? 1) > unlike || Math.abs(brighter(sample)) > brightness) return 0;
    const near = jumps.slice(Math.max(0, sample - AROUND + 1), sample + AROUND).map((other) => other * Math.sign(jump));
    if (Math.abs(jump) < greatest(near)) return 0;
    const [before, after] = sidesOf(clarity, isFirst, sample);
    if (Math.min(before.length, after.length) < FEWEST) return 0;
    const step = middle(after) - middle(before);
    return Math.sign(step) === Math.sign(jump) ? step : 0;
  });
}

/** Up to AROUND values before `sample` and from it on, of its shot. */
function sidesOf(values: readonly number[], isFirst: readonly boolean[], sample: number): [number[], number[]] {
  const from = Math.max(0, sample - AROUND);
  const first = from + Math.max(0, isFirst.slice(from, sample).lastIndexOf(true));
  const next = isFirst.slice(sample + 1, sample + AROUND).indexOf(true);
  return [values.slice(first, sample), values.slice(sample, next === -1 ? sample + AROUND : sample + 1 + next)];
}

const middle = (values: readonly number[]): number => exceededByFew(values, 0.5);
