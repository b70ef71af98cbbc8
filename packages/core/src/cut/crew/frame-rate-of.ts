import { fpsOf } from "../frame-rate.ts";
import type { Source } from "./source.ts";

/** Rates that are delivered. */
const USUAL = ["24000/1001", "24/1", "25/1", "30000/1001", "30/1", "50/1", "60000/1001", "60/1"] as const;
const DEFAULT = "25/1";

/** The rate at which most of the footage was shot, by its length, as the nearest that is delivered. */
export function frameRateOf(sources: readonly Pick<Source, "frameRate" | "durationMs">[]): string {
  const lengths = new Map<string, number>();
  for (const { frameRate, durationMs } of sources) {
    if (!frameRate) continue;
    const rate = USUAL.reduce((best, other) => (distance(other, frameRate) < distance(best, frameRate) ? other : best));
    lengths.set(rate, (lengths.get(rate) ?? 0) + durationMs);
  }
  const [most] = [...lengths].sort(([a, x], [b, y]) => y - x || USUAL.indexOf(a as never) - USUAL.indexOf(b as never));
  return most?.[0] ?? DEFAULT;
}

const distance = (one: string, other: string): number => Math.abs(Math.log(fpsOf(one) / fpsOf(other)));
