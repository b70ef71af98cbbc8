import { isAnotherPicture } from "./another-picture.ts";
import { around, reachOf, usualNear } from "./around.ts";
import { damageEnds } from "./damage-ends.ts";
import { type Finding, greatest, isIn, mean, sum, timesOf } from "./finding.ts";
import type { MeasuredPicture } from "./measured.schema.ts";
import { PICTURE_MS, rounded } from "./measured.ts";
import { spansWhere } from "./spans.ts";
import { specklesSeen } from "./speckle-rules.ts";
import { THRESHOLDS } from "./thresholds.ts";
import { isTorn } from "./torn.ts";

/** Where the picture came out broken: what its decoder says it could not decode, and what is seen to be wrong. */
export function blockFindings(picture: MeasuredPicture): Finding[] {
  const { evidence: threshold, bridgeMs } = THRESHOLDS.blockiness;
  const isUndecodable = (sample: number) => picture.undecodable[sample] === 1;
  const seen = seenFindings(picture);
  const isBroken = (sample: number) => isUndecodable(sample) || isIn(seen, sample);
  const spans = spansWhere(picture.brokenBlocks.length, isBroken, { least: 1, bridge: bridgeMs / PICTURE_MS });
  return spans.map((span) => {
    const times = timesOf(span, PICTURE_MS);
    const within = seen.filter(({ startMs }) => startMs >= times.startMs && startMs < times.endMs);
    const kind = "blockiness";
    if (within.length > 0)
      return { kind, ...times, value: greatest(within.map(({ value }) => value)), threshold, unit: UNIT };
    const undecodable = mean(picture.undecodable.slice(span.first, span.end));
    return { kind, ...times, value: rounded(100 * undecodable, 0), threshold: 0, unit: UNDECODABLE };
  });
}

/** What of it the proxy shows. */
function seenFindings(picture: MeasuredPicture): Finding[] {
  const { evidence: threshold, most, meanMs, remains, leastMs, bridgeMs } = THRESHOLDS.blockiness;
  const blocks = blocksSeen(picture);
  const isNew = newPictures(picture, blocks);
  const seen = damageSeen(picture, blocks, isNew);
  const evidence = smoothed(
    seen.map((value) => Math.min(most, value)),
    meanMs,
  );
  const wide = spansWhere(evidence.length, (sample) => (evidence[sample] ?? 0) >= remains, {
    least: leastMs / PICTURE_MS,
    bridge: bridgeMs / PICTURE_MS,
  });
  const findings = damageEnds(wide, seen, picture.unlike, isNew).map((span) => ({
    ...{ kind: "blockiness" as const, ...timesOf(span, PICTURE_MS), threshold, unit: UNIT },
    value: rounded(greatest(evidence.slice(span.first, span.end)), 1),
  }));
  return findings.filter(({ value }) => value >= threshold);
}

const UNIT = "deviations from chance";
/** Of what is only known from the decoder: the share of it in which it could not. */
export const UNDECODABLE = "% undecodable";

/** Tells of which samples nothing can be said: another picture, and a black one. A cut does not break off where blocks do. */
function newPictures(picture: MeasuredPicture, blocks: readonly number[]): (sample: number) => boolean {
  const isAnother = (sample: number) =>
    isAnotherPicture(picture, sample) && (blocks[sample] ?? 0) < THRESHOLDS.blockiness.many;
  const isDark = (sample: number) => (picture.highlights[sample] ?? 255) <= THRESHOLDS.black.luma;
  return (sample) => isAnother(sample) || isDark(sample) || isDark(sample - 1);
}

/** How far there is more damage that comes or goes than chance explains, at each sample: see THRESHOLDS. */
function damageSeen(picture: MeasuredPicture, blocks: readonly number[], isNew: (sample: number) => boolean): number[] {
  const { most, another, many, torn } = THRESHOLDS.blockiness;
  const speckles = specklesSeen(picture, isNew);
  const isUnlike = (sample: number) => (picture.unlike[sample] ?? 1) > another.unlike;
  const isBroken = (sample: number, seen: number) =>
    seen >= many || isUnlike(sample) || (seen >= torn.blocks && isTorn(picture, sample));
  const held = heldBetween(
    blocks.map((seen, sample) => !isNew(sample) && isBroken(sample, seen)),
    isNew,
  );
  return blocks.map((seen, sample) =>
    isNew(sample) ? 0 : seen + Math.min(most, (held[sample] ?? 0) + (speckles[sample] ?? 0)),
  );
}

/**
 * Between two pictures in which very much came out wrong, or right again, it stays as it is: before a camera that stands still
 * nothing more changes. The second comes soon enough for a key picture to have done it.
 */
function heldBetween(isMuch: readonly boolean[], isNew: (sample: number) => boolean): number[] {
  const { lastMs, held } = THRESHOLDS.blockiness;
  const stays = new Array<number>(isMuch.length).fill(0);
  let since = Number.NEGATIVE_INFINITY;
  for (const [sample, much] of isMuch.entries()) {
    if (isNew(sample)) since = Number.NEGATIVE_INFINITY;
    if (!much) continue;
    if (sample - since <= reachOf(lastMs)) stays.fill(held, since, sample + 1);
    since = sample;
  }
  return stays;
}

function blocksSeen({ brokenBlocks, likeBroken }: MeasuredPicture): number[] {
  const { few, nearMs, nearMost, nearShare } = THRESHOLDS.blockiness;
  return brokenBlocks.map((blocks, sample) => {
    const near = nearShare * usualNear(likeBroken, sample, nearMs, nearMost);
    const chance = Math.max(likeBroken[sample] ?? 0, near);
    return Math.max(0, blocks - chance) / Math.sqrt(chance + few);
  });
}

/** Means of `ms`; before the beginning and after the end there is nothing. */
const smoothed = (values: readonly number[], ms: number): number[] =>
  values.map((_, sample) => sum(around(values, sample, ms / 2)) / (2 * reachOf(ms / 2) + 1));
