import { type Finding, isIn, mean, timesOf } from "./finding.ts";
import { type LostClarity, lostClarity } from "./lost-clarity.ts";
import type { MeasuredPicture } from "./measured.schema.ts";
import { PICTURE_MS, rounded } from "./measured.ts";
import { softness } from "./softness.ts";
import { type SampleSpan, spansWhere } from "./spans.ts";
import { THRESHOLDS } from "./thresholds.ts";

/**
 * Where the picture is out of focus: softer than the footage is and its own shot was, or suddenly much less clear. A picture that is
 * `frozen` becomes clearer than any that moves, so that one tells nothing of the other.
 */
export function blurFindings(picture: MeasuredPicture, frozen: readonly Finding[]): Finding[] {
  const { leastMs, bridgeMs } = THRESHOLDS.blur;
  const soft = softness(picture);
  const lost = lostClarity(picture, (sample) => isIn(frozen, sample) || isIn(frozen, sample - 1));
  const isLost = (sample: number) => lost.some(({ first, end }) => first <= sample && sample < end);
  const spans = spansWhere(picture.sharpness.length, (sample) => soft.isSoft(sample) || isLost(sample), {
    least: leastMs / PICTURE_MS,
    bridge: bridgeMs / PICTURE_MS,
  });
  return spans.map((span) => ({
    kind: "blur",
    ...timesOf(span, PICTURE_MS),
    ...(soft.judge(span) ?? judge(span, lost)),
  }));
}

function judge({ first, end }: SampleSpan, lost: readonly LostClarity[]) {
  const within = lost.filter((span) => span.first < end && span.end > first);
  return {
    value: rounded(100 * mean(within.map(({ left }) => left)), 1),
    threshold: 100 * THRESHOLDS.blur.lost.left,
    unit: "% of the clarity before",
  };
}
