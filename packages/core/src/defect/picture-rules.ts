import { blockFindings } from "./block-rules.ts";
import { blurFindings } from "./blur-rules.ts";
import { type Finding, greatest, isIn, mean, timesOf } from "./finding.ts";
import type { MeasuredPicture } from "./measured.schema.ts";
import { PICTURE_MS, rounded } from "./measured.ts";
import { type SampleSpan, spansWhere, without } from "./spans.ts";
import { THRESHOLDS } from "./thresholds.ts";

/**
 * All that is wrong with the picture. A black picture is neither frozen nor blurred nor broken: it is black. One that is broken is
 * not blurred, though its blocks have lost their edges, and beside one that has stopped, which its codec refines, none is.
 */
export function pictureFindings(picture: MeasuredPicture): Finding[] {
  const black = blackFindings(picture);
  const broken = blockFindings(picture);
  const frozen = freezeFindings(picture);
  const blurred = blurFindings(unbroken(picture, broken), frozen).flatMap((finding) => without(finding, broken));
  const others = [...frozen, ...blurred, ...broken];
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

/** Blocks have the hardest edges of all: beside them all the rest would seem soft. */
function unbroken(picture: MeasuredPicture, broken: readonly Finding[]): MeasuredPicture {
  const sharpness = picture.sharpness.map((value, sample) => (isIn(broken, sample) ? null : value));
  return { ...picture, sharpness };
}

function blackFindings({ highlights }: MeasuredPicture): Finding[] {
  const { luma, leastMs } = THRESHOLDS.black;
  const spans = spansWhere(highlights.length, (sample) => (highlights[sample] ?? 255) <= luma, {
    least: leastMs / PICTURE_MS,
  });
  return spans.map((span) => ({
    kind: "black",
    ...timesOf(span, PICTURE_MS),
    value: greatest(highlights.slice(span.first, span.end)),
    threshold: luma,
    unit: "8-bit luma",
  }));
}

/** A sample that hardly differs from the one before stands still since that one. */
function freezeFindings({ change, changed }: MeasuredPicture): Finding[] {
  const { change: most, refined, refinement, touchUp, rest, restShare, leastMs } = THRESHOLDS.freeze;
  const isStill = (sample: number) => {
    const greatest = change[sample] ?? 255;
    return greatest <= most || (greatest <= refinement && (changed[sample] ?? 1) <= refined);
  };
  const isTouchUp = (sample: number) =>
    (change[sample] ?? 255) <= touchUp && isStill(sample - 1) && isStill(sample + 1);
  const spans = spansWhere(change.length, (sample) => isStill(sample) || isTouchUp(sample), {
    least: leastMs / PICTURE_MS - 1,
  });
  const resting = ({ first, end }: SampleSpan) => change.slice(first, end).filter((value) => value <= rest).length;
  const stopped = spans.filter((span) => resting(span) >= restShare * (span.end - span.first));
  return stopped.map(({ first, end }) => ({
    kind: "freeze",
    ...timesOf({ first: first - 1, end }, PICTURE_MS),
    value: rounded(mean(change.slice(first, end)), 2),
    threshold: most,
    unit: "8-bit luma",
  }));
}
