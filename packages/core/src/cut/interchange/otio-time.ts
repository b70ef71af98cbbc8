import { AppError } from "../../error.ts";
import type { RationalTime, TimeRange } from "./otio.schema.ts";
import type { CountedRate } from "./timecode.ts";

/** What programs lose when they count in floating point; anything further off is between two frames. */
const ROUNDING = 0.02;

/** Frames of the cut's rate between two times, which may be told in rates of their own. Throws `invalid` when it is not whole. */
export function framesBetween(from: RationalTime | null, to: RationalTime, rate: CountedRate, where: string): number {
  const exact = inFrames(to, rate) - (from ? inFrames(from, rate) : 0);
  const frames = Math.round(exact);
  if (Math.abs(exact - frames) <= ROUNDING) return frames;
  throw new AppError(
    "invalid",
    `${where} is at ${exact.toFixed(2)} frames; this cut has ${rate.numerator}/${rate.denominator} frames a second: conform the timeline to that`,
  );
}

/** A rate that is given rounded, such as 29.97, is the cut's own. */
const inFrames = ({ value, rate: own }: RationalTime, { fps, numerator, denominator }: CountedRate): number =>
  Math.abs(own - fps) < 0.005 ? value : (value * numerator) / (own * denominator);

export const lengthOf = ({ duration }: TimeRange, rate: CountedRate, where: string): number =>
  framesBetween(null, duration, rate, where);
