/** Frames a second of a rate such as `30000/1001`. */
export function fpsOf(frameRate: string): number {
  const [frames = 0, seconds = 1] = frameRate.split("/").map(Number);
  return frames / seconds;
}

/** How long so many frames are, in whole milliseconds. */
export const msOf = (frames: number, frameRate: string): number => Math.round((frames * 1000) / fpsOf(frameRate));

/** The frame that shows a moment. */
export const frameAt = (ms: number, frameRate: string): number => Math.floor((ms * fpsOf(frameRate)) / 1000 + 1e-6);

/** How many frames come nearest to a duration. */
export const framesOf = (ms: number, frameRate: string): number => Math.round((ms * fpsOf(frameRate)) / 1000);
