import { isAnotherPicture } from "./another-picture.ts";
import { damageEnds } from "./damage-ends.ts";
import { exceededByFew, type Finding, greatest, sum, timesOf } from "./finding.ts";
import type { MeasuredPicture } from "./measured.schema.ts";
import { PICTURE_MS, rounded } from "./measured.ts";
import { spansWhere } from "./spans.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** Where the picture came out broken: blocks that are wrong, or nothing but speckles. */
export function blockFindings(picture: MeasuredPicture): Finding[] {
  const { evidence: threshold, meanMs, remains, leastMs, bridgeMs } = THRESHOLDS.blockiness;
  const blocks = blocksSeen(picture);
  const isNew = newPictures(picture, blocks);
  const seen = damageSeen(picture, blocks, isNew);
  const evidence = smoothed(seen, meanMs);
  const wide = spansWhere(evidence.length, (sample) => (evidence[sample] ?? 0) >= remains, {
    least: leastMs / PICTURE_MS,
    bridge: bridgeMs / PICTURE_MS,
  });
  const findings = damageEnds(wide, seen, picture.unlike, isNew).map((span) => ({
    ...{ kind: "blockiness" as const, ...timesOf(span, PICTURE_MS), threshold, unit: "deviations from chance" },
    value: rounded(greatest(evidence.slice(span.first, span.end)), 1),
  }));
  return findings.filter(({ value }) => value >= threshold);
}

/** Tells of which samples nothing can be said: another picture, and a black one. A cut does not break off where blocks do. */
function newPictures(picture: MeasuredPicture, blocks: readonly number[]): (sample: number) => boolean {
  const isAnother = (sample: number) =>
    isAnotherPicture(picture, sample) && (blocks[sample] ?? 0) < THRESHOLDS.blockiness.many;
  const isDark = (sample: number) => (picture.highlights[sample] ?? 255) <= THRESHOLDS.black.luma;
  return (sample) => isAnother(sample) || isDark(sample) || isDark(sample - 1);
}

/** How far there is more damage that comes or goes than chance explains, at each sample: see THRESHOLDS. */
function damageSeen(picture: MeasuredPicture, blocks: readonly number[], isNew: (sample: number) => boolean): number[] {
  const { most, another, many } = THRESHOLDS.blockiness;
  const speckles = specklesSeen(picture, isNew);
  const isUnlike = (sample: number) => (picture.unlike[sample] ?? 1) > another.unlike;
  const isMuch = (sample: number) => !isNew(sample) && ((blocks[sample] ?? 0) >= many || isUnlike(sample));
  const held = heldBetween(blocks.length, isMuch, isNew);
  return blocks.map((seen, sample) =>
    isNew(sample) ? 0 : Math.min(most, seen + (held[sample] ?? 0) + (speckles[sample] ?? 0)),
  );
}

/**
 * Between two pictures in which very much came out wrong, or right again, it stays as it is: before a camera that stands still
 * nothing more changes. The second comes soon enough for a key picture to have done it.
 */
function heldBetween(count: number, isMuch: (sample: number) => boolean, isNew: (sample: number) => boolean): number[] {
  const { lastMs, held } = THRESHOLDS.blockiness;
  const stays = new Array<number>(count).fill(0);
  let since = Number.NEGATIVE_INFINITY;
  for (let sample = 0; sample < count; sample++) {
    if (isNew(sample)) since = Number.NEGATIVE_INFINITY;
    if (!isMuch(sample)) continue;
    if (sample - since <= reachOf(lastMs)) stays.fill(held, since + 1, sample);
    since = sample;
  }
  return stays;
}

function blocksSeen({ brokenBlocks, likeBroken }: MeasuredPicture): number[] {
  const { few, nearMs, nearMost, nearShare } = THRESHOLDS.blockiness;
  return brokenBlocks.map((blocks, sample) => {
    const near = nearShare * exceededByFew(around(likeBroken, sample, nearMs), nearMost);
    const chance = Math.max(likeBroken[sample] ?? 0, near);
    return Math.max(0, blocks - chance) / Math.sqrt(chance + few);
  });
}

/**
 * What became speckles is seen until it is cleared, if that is soon enough for a key picture to have done it; else as it comes. What
 * comes little by little, less at once than chance explains, is only seen when it is cleared at once. What is cleared without having
 * come does not count: something hides leaves for a while.
 */
function specklesSeen(picture: MeasuredPicture, isNew: (sample: number) => boolean): number[] {
  const { deviation, lastMs } = THRESHOLDS.speckles;
  const seen = picture.speckled.map(() => 0);
  let open: { readonly since: number; share: number }[] = [];
  for (const [sample, { more, chance }] of specklesComing(picture).entries()) {
    if (isNew(sample)) {
      open = [];
      continue;
    }
    open = open.filter(({ since }) => sample - since <= reachOf(lastMs));
    if (more > 0) open.push({ since: sample, share: more });
    if (more > chance) seen[sample] = (seen[sample] ?? 0) + (more - chance) / deviation;
    for (let left = -more - chance, last = open.at(-1); left > 0 && last; last = open.at(-1)) {
      const share = Math.min(left, last.share);
      for (let at = last.since + 1; at <= sample; at++) seen[at] = (seen[at] ?? 0) + share / deviation;
      [left, last.share] = [left - share, last.share - share];
      if (last.share === 0) open.pop();
    }
  }
  return seen;
}

/** How much more of the picture became speckles than was cleared at each sample, and how much more or less is chance. */
function specklesComing({ speckled, cleared, unlike }: MeasuredPicture): { more: number; chance: number }[] {
  const { usual, nearTimes, ofUnlike } = THRESHOLDS.speckles;
  const { nearMs, nearMost } = THRESHOLDS.blockiness;
  const both = speckled.map((share, sample) => Math.min(share, cleared[sample] ?? 0));
  return speckled.map((share, sample) => {
    const near = nearTimes * exceededByFew(around(both, sample, nearMs), nearMost);
    return { more: share - (cleared[sample] ?? 0), chance: usual + near + ofUnlike * (unlike[sample] ?? 1) };
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
