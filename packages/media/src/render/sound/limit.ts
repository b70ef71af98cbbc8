import { truePeak } from "../../check/true-peak.ts";
import { withBefore } from "./measure.ts";
import { SAMPLE_RATE, type Stereo } from "./stereo.ts";

/** Peaks are looked at in steps of two milliseconds; the gain goes down in the ten steps before one, and up in as many after it. */
const STEP = Math.round(0.002 * SAMPLE_RATE);
const REACH = 10;

/**
 * The sound with `gain`, and lower around peaks so that no true peak is above `ceiling` (both as factors). Neighbouring steps know of
 * a peak as well: between their middles the gain is drawn as a line.
 */
export function limited({ left, right }: Stereo, gain: number, ceiling: number): Stereo {
  const steps = Math.ceil(left.length / STEP);
  const allowed = ceiling / gain;
  const needed = Float64Array.from({ length: steps }, (_, step) => {
    const [from, to] = [step * STEP, (step + 1) * STEP];
    const peak = [left, right].reduce((highest, side) => truePeak(withBefore(side, from, to), highest), allowed);
    return allowed / peak;
  });
  const least = Float64Array.from(needed, (_, step) => {
    let lowest = 1;
    for (let at = Math.max(0, step - REACH - 1); at <= Math.min(steps - 1, step + REACH + 1); at++)
      lowest = Math.min(lowest, needed[at] as number);
    return lowest;
  });
  const smooth = Float64Array.from(least, (_, step) => {
    let sum = 0;
    for (let at = step - REACH; at <= step + REACH; at++) sum += least[Math.min(steps - 1, Math.max(0, at))] as number;
    return sum / (2 * REACH + 1);
  });
  const apply = (side: Float32Array) =>
    Float32Array.from(side, (sample, at) => {
      const place = at / STEP - 0.5;
      const step = Math.max(0, Math.min(steps - 2, Math.floor(place)));
      const share = Math.max(0, Math.min(1, place - step));
      const [here, next] = [smooth[step] as number, smooth[Math.min(steps - 1, step + 1)] as number];
      return sample * gain * (here + (next - here) * share);
    });
  return { left: apply(left), right: apply(right) };
}
