/**
 * A place as hours, minutes, seconds and frames, `00:01:02:14`, counted from the start. Without drop frames: at 29.97 it runs
 * 3.6 s an hour behind the clock, as non-drop timecode does.
 */
export function formatTimecode(seconds: number, frameRate: number): string {
  const frame = frameAt(seconds, frameRate);
  const nominal = Math.round(frameRate);
  const whole = Math.floor(frame / nominal);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60, frame % nominal];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
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
