import { type Finding, greatest, mean, sum, timesOf } from "./finding.ts";
import type { MeasuredPicture } from "./measured.schema.ts";
import { PICTURE_MS, rounded } from "./measured.ts";
import { type SampleSpan, spansWhere, without } from "./spans.ts";
import { THRESHOLDS } from "./thresholds.ts";

/**
 * All that is wrong with the picture. A black picture is neither frozen nor blurred nor broken: it is black. One that is broken is
 * not blurred, though its blocks have lost their edges.
 */
export function pictureFindings(picture: MeasuredPicture): Finding[] {
  const black = blackFindings(picture);
  const broken = blockFindings(picture);
  const blurred = blurFindings(picture).flatMap((finding) => without(finding, broken));
  const others = [...freezeFindings(picture), ...blurred, ...broken];
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

/** Where most of the footage's pictures have their sharpness: above it are only the best. */
const SHARP = 0.85;

function blurFindings({ sharpness }: MeasuredPicture): Finding[] {
  const { share, sharpness: most, leastMs, bridgeMs, unknownMs } = THRESHOLDS.blur;
  const known = knownOf(sharpness).sort((a, b) => a - b);
  const own = known[Math.floor(SHARP * (known.length - 1))];
  if (own === undefined) return [];
  const threshold = Math.min(most, share * own);
  const lasting = untilKnown(sharpness, unknownMs / PICTURE_MS);
  const spans = spansWhere(lasting.length, (sample) => (lasting[sample] ?? 1) < threshold, {
    least: leastMs / PICTURE_MS,
    bridge: bridgeMs / PICTURE_MS,
  });
  return spans.map((span) => ({
    kind: "blur",
    ...timesOf(span, PICTURE_MS),
    value: rounded((100 * mean(knownOf(sharpness.slice(span.first, span.end)))) / own, 1),
    threshold: rounded((100 * threshold) / own, 1),
    unit: "% of the footage's sharpness",
  }));
}

const knownOf = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

/** With the last value in place of what is not known, `most` times at most. */
function untilKnown(values: readonly (number | null)[], most: number): (number | null)[] {
  let [last, since]: [number | null, number] = [null, 0];
  return values.map((value) => {
    since = value === null ? since + 1 : 0;
    if (value !== null) last = value;
    return since <= most ? last : null;
  });
}

function blockFindings(picture: MeasuredPicture): Finding[] {
  const { evidence: threshold, meanMs, remains, leastMs, bridgeMs, endShare } = THRESHOLDS.blockiness;
  const seen = damageSeen(picture);
  const evidence = smoothed(seen, meanMs);
  const wide = spansWhere(evidence.length, (sample) => (evidence[sample] ?? 0) >= remains, {
    least: leastMs / PICTURE_MS,
    bridge: bridgeMs / PICTURE_MS,
  });
  const spans = wide.map((span) => trimmed(span, seen, endShare));
  const findings = spans.map((span) => ({
    ...{ kind: "blockiness" as const, ...timesOf(span, PICTURE_MS), threshold, unit: "deviations from chance" },
    value: rounded(greatest(evidence.slice(span.first, span.end)), 1),
  }));
  return findings.filter(({ value }) => value >= threshold);
}

/**
 * Without what is at a span's ends by being the mean of its neighbours, or a block of chance: less than a share of its most. What is
 * seen last is how the damage goes: by then it has gone.
 */
function trimmed({ first, end }: SampleSpan, seen: readonly number[], share: number): SampleSpan {
  const within = seen.slice(first, end);
  const least = share * greatest(within);
  const isEnd = (value: number) => value >= least;
  const begin = first + within.findIndex(isEnd);
  return { first: begin, end: Math.max(begin + 1, first + within.findLastIndex(isEnd)) };
}

/** How far there is more damage that comes or goes than chance explains, at each sample: see THRESHOLDS. */
function damageSeen(picture: MeasuredPicture): number[] {
  const { most, another } = THRESHOLDS.blockiness;
  const isDark = (sample: number) => (picture.highlights[sample] ?? 255) <= THRESHOLDS.black.luma;
  const isNew = (sample: number) => (picture.unlike[sample] ?? 1) > another || isDark(sample) || isDark(sample - 1);
  const speckles = specklesSeen(picture, isNew);
  return blocksSeen(picture).map((blocks, sample) =>
    isNew(sample) ? 0 : Math.min(most, blocks + (speckles[sample] ?? 0)),
  );
}

function blocksSeen({ brokenBlocks, likeBroken }: MeasuredPicture): number[] {
  const { nearMs, nearMost, nearShare } = THRESHOLDS.blockiness;
  return brokenBlocks.map((blocks, sample) => {
    const near = nearShare * exceededByFew(around(likeBroken, sample, nearMs), nearMost);
    const chance = Math.max(likeBroken[sample] ?? 0, near);
    return Math.max(0, blocks - chance) / Math.sqrt(chance + 1);
  });
}

/**
 * What became speckles is seen until it is cleared, if that is soon enough for a key picture to have done it; else as it comes. What is
 * cleared without having come does not count: something hides leaves for a while.
 */
function specklesSeen(picture: MeasuredPicture, isNew: (sample: number) => boolean): number[] {
  const { deviation, lastMs } = THRESHOLDS.speckles;
  const seen = picture.speckled.map(() => 0);
  let open: { readonly since: number; share: number }[] = [];
  for (const [sample, beyond] of specklesBeyondChance(picture).entries()) {
    open = isNew(sample) ? [] : open.filter(({ since }) => sample - since <= reachOf(lastMs));
    if (beyond > 0) open.push({ since: sample, share: beyond });
    if (beyond > 0) seen[sample] = (seen[sample] ?? 0) + beyond / deviation;
    for (let left = -beyond, last = open.at(-1); left > 0 && last; last = open.at(-1)) {
      const share = Math.min(left, last.share);
      for (let at = last.since + 1; at <= sample; at++) seen[at] = (seen[at] ?? 0) + share / deviation;
      [left, last.share] = [left - share, last.share - share];
      if (last.share === 0) open.pop();
    }
  }
  return seen;
}

/** Share of the picture that became speckles at each sample, or less than nothing where it was cleared. */
function specklesBeyondChance({ speckled, cleared, unlike }: MeasuredPicture): number[] {
  const { usual, nearTimes, ofUnlike } = THRESHOLDS.speckles;
  const { nearMs, nearMost } = THRESHOLDS.blockiness;
  const both = speckled.map((share, sample) => Math.min(share, cleared[sample] ?? 0));
  return speckled.map((share, sample) => {
    const near = nearTimes * exceededByFew(around(both, sample, nearMs), nearMost);
    const chance = usual + near + ofUnlike * (unlike[sample] ?? 1);
    const more = share - (cleared[sample] ?? 0);
    return Math.sign(more) * Math.max(0, Math.abs(more) - chance);
  });
}

/** Means of `ms`; before the beginning and after the end there is nothing. */
const smoothed = (values: readonly number[], ms: number): number[] =>
  values.map((_, sample) => sum(around(values, sample, ms / 2)) / (2 * reachOf(ms / 2) + 1));

const reachOf = (ms: number): number => Math.floor(ms / PICTURE_MS);

/** The sample, and those not further from it than `ms`. */
function around(values: readonly number[], sample: number, ms: number): number[] {
  const reach = reachOf(ms);
  return values.slice(Math.max(0, sample - reach), sample + reach + 1);
}

/** What a share of values does not exceed. */
const exceededByFew = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
