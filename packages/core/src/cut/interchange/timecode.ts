import { type Rate, rateOf } from "../frame-rate.ts";

const two = (value: number): string => String(value).padStart(2, "0");

/** How timecode is counted. */
export interface Counting {
  /** Frames that are counted in a second: 30 at 30000/1001. */
  readonly nominal: number;
  /** Whether labels are left out to keep to the clock: at 29.97 and 59.94. */
  readonly drop: boolean;
}

/** A frame rate, with what other editing programs make of it. */
export interface CountedRate extends Rate, Counting {
  readonly fps: number;
}

/** Reads `30000/1001`. Throws `invalid` for what is no rate. */
export function countedRateOf(frameRate: string): CountedRate {
  const rate = rateOf(frameRate);
  const fps = rate.numerator / rate.denominator;
  const nominal = Math.round(fps);
  return { ...rate, fps, nominal, drop: rate.denominator === 1001 && nominal % 30 === 0 };
}

/** At 29.97, two labels a minute are left out, but none in every tenth minute (SMPTE ST 12-1); at 59.94, four. */
const dropped = (nominal: number): number => nominal / 15;

/** SMPTE timecode of a frame counted from midnight; `;` before the frames says drop frame. Days wrap. */
export function toTimecode(frame: number, { nominal, drop }: Counting): string {
  let label = frame;
  if (drop) {
    const skip = dropped(nominal);
    const minute = nominal * 60 - skip;
    const tenMinutes = minute * 10 + skip;
    const tens = Math.floor(label / tenMinutes);
    const rest = label % tenMinutes;
    label += tens * 9 * skip + (rest < nominal * 60 ? 0 : skip * Math.ceil((rest - nominal * 60 + 1) / minute));
  }
  const seconds = Math.floor(label / nominal);
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  return `${parts.map(two).join(":")}${drop ? ";" : ":"}${two(label % nominal)}`;
}

/**
 * The frame that a timecode names, counted from midnight; null for what is no timecode, or names a frame that its counting
 * leaves out. `drop` says how to read one that is written with `:` before the frames.
 */
export function readTimecode(text: string, { nominal, drop: asTold }: Counting): number | null {
  const [, hours, minutes, seconds, mark, frames] = /^(\d{2}):(\d{2}):(\d{2})([:;.,])(\d{2})$/.exec(text) ?? [];
  if (mark === undefined) return null;
  const [h, m, s, f] = [hours, minutes, seconds, frames].map(Number) as [number, number, number, number];
  if (h > 23 || m > 59 || s > 59 || f >= nominal) return null;
  const label = ((h * 60 + m) * 60 + s) * nominal + f;
  if (!asTold && (mark === ":" || nominal % 30 !== 0)) return label;
  const skip = dropped(nominal);
  if (s === 0 && f < skip && m % 10 !== 0) return null;
  const minute = h * 60 + m;
  return label - skip * (minute - Math.floor(minute / 10));
}
