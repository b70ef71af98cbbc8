import type { Technical } from "../asset/technical.schema.ts";
import { note } from "../cost/meter.ts";
import { planOf, type Rate } from "./plan.ts";

/** MediaConvert counts no output as shorter. https://aws.amazon.com/mediaconvert/pricing/ */
const SHORTEST_MS = 10_000;

/** Notes what a job that was done is charged for: the minutes of its outputs, by their kind, and the files that it wrote. */
export function noteJob(technical: Technical): void {
  const { proxy, frames, audio } = planOf(technical);
  if (proxy) {
    note(isFast(proxy.frameRate) ? "mediaconvert.sd60" : "mediaconvert.sd30", minutes(proxy.durationMs));
    note("s3.writes", 1);
  }
  if (proxy && frames) {
    note("mediaconvert.frames", minutes(proxy.durationMs));
    note("s3.writes", frames.count);
  }
  if (audio) {
    note("mediaconvert.audio", minutes(audio.durationMs));
    note("s3.writes", 1);
  }
}

const isFast = ({ numerator, denominator }: Rate): boolean => numerator / denominator > 30;

const minutes = (durationMs: number): number => Math.max(durationMs, SHORTEST_MS) / 60_000;
