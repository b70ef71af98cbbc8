import type { Technical } from "../asset/technical.schema.ts";
import type { Finding } from "./finding.ts";
import { THRESHOLDS } from "./thresholds.ts";

/**
 * Where the original has only one of picture and sound: at its beginning, and at its end. When they began together and one
 * ends later, either its clock ran slower or the other's recording stopped. Times are of the original, which the proxy keeps.
 */
export function driftFindings({ video, audio }: Pick<Technical, "video" | "audio">): Finding[] {
  if (!video || !audio) return [];
  const ends: [number, number][] = [
    [video.startMs, audio.startMs],
    [video.endMs, audio.endMs],
  ];
  return ends
    .map(([one, other]) => ({ startMs: Math.min(one, other), endMs: Math.max(one, other) }))
    .filter(({ startMs, endMs }) => endMs - startMs > THRESHOLDS.drift.ms)
    .map(({ startMs, endMs }) => ({
      ...({ kind: "drift", startMs, endMs } as const),
      ...{ value: endMs - startMs, threshold: THRESHOLDS.drift.ms, unit: "ms" },
    }));
}
