import type { Input } from "@aws-sdk/client-mediaconvert";
import type { Probe } from "./probe.ts";

/** Input arguments for the part of the source that a job uses; from the first to the last frame named, both included. */
export function clipping({ InputClippings }: Input, { video }: Probe): string[] {
  const [clip] = InputClippings ?? [];
  if (!clip) return [];
  const frame = video ? video.frameRate.denominator / video.frameRate.numerator : 0;
  const start = clip.StartTimecode ? secondsOf(clip.StartTimecode, frame) : 0;
  const end = clip.EndTimecode ? ["-to", (secondsOf(clip.EndTimecode, frame) + frame).toFixed(6)] : [];
  return ["-ss", start.toFixed(6), ...end];
}

/** `HH:MM:SS:FF` counted from zero. */
function secondsOf(timecode: string, frame: number): number {
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = timecode.split(/[:;]/).map(Number);
  return hours * 3600 + minutes * 60 + seconds + frames * frame;
}
