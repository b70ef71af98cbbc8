import { type Finding, mean, rounded, timesOf } from "./finding.ts";
import { DETAIL_MS, type MeasuredPicture, SAMPLE_MS } from "./measured.ts";
import { spansWhere, without } from "./spans.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** All that is wrong with the picture. A black picture is neither frozen nor blurred nor broken: it is black. */
export function pictureFindings(picture: MeasuredPicture): Finding[] {
  const black = blackFindings(picture);
  const others = [...freezeFindings(picture), ...blurFindings(picture), ...blockFindings(picture)];
  const leastMs = { freeze: THRESHOLDS.freeze.leastMs, blur: THRESHOLDS.blur.leastMs, blockiness: 0 };
  return [
    ...black,
    ...others.flatMap((finding) =>
      without(finding, black).filter(
        ({ kind, startMs, endMs }) => endMs - startMs >= (leastMs[kind as keyof typeof leastMs] ?? 0),
      ),
    ),
  ];
}

function blackFindings({ highlights }: MeasuredPicture): Finding[] {
  const { luma, leastMs } = THRESHOLDS.black;
  const spans = spansWhere(highlights.length, (sample) => (highlights[sample] ?? 255) <= luma, {
    least: leastMs / SAMPLE_MS,
  });
  return spans.map((span) => ({
    kind: "black",
    ...timesOf(span, SAMPLE_MS),
    value: Math.max(...highlights.slice(span.first, span.end)),
    threshold: luma,
    unit: "8-bit luma",
  }));
}

/** A sample that hardly differs from the one before stands still since that one. */
function freezeFindings({ change }: MeasuredPicture): Finding[] {
  const { change: most, touchUp, leastMs } = THRESHOLDS.freeze;
  const isStill = (sample: number) => (change[sample] ?? 255) <= most;
  const isTouchUp = (sample: number) =>
    (change[sample] ?? 255) <= touchUp && isStill(sample - 1) && isStill(sample + 1);
  const spans = spansWhere(change.length, (sample) => isStill(sample) || isTouchUp(sample), {
    least: leastMs / SAMPLE_MS - 1,
  });
  return spans.map(({ first, end }) => ({
    kind: "freeze",
    ...timesOf({ first: first - 1, end }, SAMPLE_MS),
    value: rounded(mean(change.slice(first, end)), 2),
    threshold: most,
    unit: "8-bit luma",
  }));
}

/** Where most of the footage's pictures have their sharpness: above it are only the best. */
const SHARP = 0.85;

function blurFindings({ sharpness }: MeasuredPicture): Finding[] {
  const { share, sharpness: most, leastMs, bridgeMs } = THRESHOLDS.blur;
  const known = sharpness.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const own = known[Math.floor(SHARP * (known.length - 1))];
  if (own === undefined) return [];
  const threshold = Math.min(most, share * own);
  const spans = spansWhere(sharpness.length, (sample) => (sharpness[sample] ?? Number.NaN) < threshold, {
    least: leastMs / DETAIL_MS,
    bridge: bridgeMs / DETAIL_MS,
  });
  return spans.map((span) => ({
    kind: "blur",
    ...timesOf(span, DETAIL_MS),
    value: rounded(
      (100 * mean(sharpness.slice(span.first, span.end).filter((value) => !Number.isNaN(value)))) / own,
      1,
    ),
    threshold: rounded((100 * threshold) / own, 1),
    unit: "% of the footage's sharpness",
  }));
}

function blockFindings(picture: MeasuredPicture): Finding[] {
  const { evidence: threshold, remains, leastMs, bridgeMs } = THRESHOLDS.blockiness;
  const evidence = blockEvidence(picture);
  const spans = spansWhere(evidence.length, (sample) => (evidence[sample] ?? 0) >= remains, {
    least: leastMs / SAMPLE_MS,
    bridge: bridgeMs / SAMPLE_MS,
  });
  const findings = spans.map((span) => ({
    ...{ kind: "blockiness" as const, ...timesOf(span, SAMPLE_MS), threshold, unit: "deviations from chance" },
    value: rounded(Math.max(...evidence.slice(span.first, span.end)), 1),
  }));
  return findings.filter(({ value }) => value >= threshold);
}

/** Each sample with its neighbours: see THRESHOLDS. Borders are measured at every second sample, and count for both. */
function blockEvidence({ brokenBorders, blocksChanged }: MeasuredPicture): number[] {
  const { mostDeviations, aPercent, mostBorders, meanMs } = THRESHOLDS.blockiness;
  const single = blocksChanged.map((deviations, sample) => {
    const borders = brokenBorders[Math.floor((sample * SAMPLE_MS) / DETAIL_MS)] ?? 0;
    return Math.min(mostDeviations, Math.max(0, deviations)) + aPercent * 100 * Math.min(mostBorders, borders);
  });
  const reach = Math.floor(meanMs / SAMPLE_MS / 2);
  return single.map((_, sample) => mean(single.slice(Math.max(0, sample - reach), sample + reach + 1)));
}
