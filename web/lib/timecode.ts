/**
 * A place as hours, minutes, seconds and frames, `00:01:02:14`, counted from the start. Without drop frames: at 29.97 it runs
 * 3.6 s an hour behind the clock, as non-drop timecode does. At a rate that no timecode is made for, such as 12.5, seconds are
 * the clock's, and frames those since the second began.
 */
export function formatTimecode(seconds: number, frameRate: number): string {
  const [whole, frames] = isCounted(frameRate) ? counted(seconds, frameRate) : byTheClock(seconds, frameRate);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60, frames];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/** Whole rates, and those of NTSC, which are a thousandth slower than the whole number by which they are counted. */
const isCounted = (frameRate: number): boolean =>
  [frameRate, frameRate * 1.001].some((rate) => Math.abs(rate - Math.round(rate)) < 0.002);

function counted(seconds: number, frameRate: number): [whole: number, frames: number] {
  const frame = frameAt(seconds, frameRate);
  const nominal = Math.round(frameRate);
  return [Math.floor(frame / nominal), frame % nominal];
}

function byTheClock(seconds: number, frameRate: number): [whole: number, frames: number] {
  const whole = Math.floor(seconds + 1e-4 / frameRate);
  return [whole, frameAt(Math.max(seconds - whole, 0), frameRate)];
}

/** Number of the frame that is shown at a time; the first is 0. */
export function frameAt(seconds: number, frameRate: number): number {
  // A time that is meant to be a frame's beginning may come out a hair before it.
  return Math.floor(seconds * frameRate + 1e-4);
}

/** A time in the middle of a frame, where rounding cannot lead to its neighbour. */
export function timeOfFrame(frame: number, frameRate: number): number {
  return (Math.max(frame, 0) + 0.5) / frameRate;
}
