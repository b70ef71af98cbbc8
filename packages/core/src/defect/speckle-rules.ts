import { reachOf, usualNear } from "./around.ts";
import { sum } from "./finding.ts";
import type { MeasuredPicture } from "./measured.schema.ts";
import { THRESHOLDS } from "./thresholds.ts";

/**
 * What became speckles is seen until it is cleared, if that is soon enough for a key picture to have done it; else as it comes. What
 * comes little by little, less at once than chance explains, is only seen when it is cleared at once. What is cleared without having
 * come does not count: something hides leaves for a while.
 */
export function specklesSeen(picture: MeasuredPicture, isNew: (sample: number) => boolean): number[] {
  const { deviation, lastMs, left } = THRESHOLDS.speckles;
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
    for (let gone = -more - chance, last = open.at(-1); gone > 0 && last; last = open.at(-1)) {
      const share = Math.min(gone, last.share);
      for (let at = last.since + 1; at <= sample; at++) seen[at] = (seen[at] ?? 0) + share / deviation;
      [gone, last.share] = [gone - share, last.share - share];
      if (last.share === 0) open.pop();
    }
    // What clears most of them was a key picture, which clears all: the rest had gone unseen.
    if (-more - chance > sum(open.map(({ share }) => share))) open = [];
  }
  const since = open.find(({ share }) => share >= left)?.since ?? seen.length;
  return seen.map((value, sample) => (sample > since ? Math.max(value, THRESHOLDS.blockiness.held) : value));
}

/** How much more of the picture became speckles than was cleared at each sample, and how much more or less is chance. */
function specklesComing({ speckled, cleared, unlike }: MeasuredPicture): { more: number; chance: number }[] {
  const { usual, nearTimes, ofUnlike } = THRESHOLDS.speckles;
  const { nearMs, nearMost } = THRESHOLDS.blockiness;
  const both = speckled.map((share, sample) => Math.min(share, cleared[sample] ?? 0));
  return speckled.map((share, sample) => {
    const near = nearTimes * usualNear(both, sample, nearMs, nearMost);
    return { more: share - (cleared[sample] ?? 0), chance: usual + near + ofUnlike * (unlike[sample] ?? 1) };
  });
}
