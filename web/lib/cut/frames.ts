/** Frames a second of a rate such as `30000/1001`. */
export function fpsOf(frameRate: string): number {
  const [frames = 0, seconds = 1] = frameRate.split("/").map(Number);
  return frames / seconds;
}

/** How long so many frames are, in milliseconds. */
export const msOf = (frames: number, frameRate: string): number => (frames * 1000) / fpsOf(frameRate);
