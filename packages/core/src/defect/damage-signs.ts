import type { MeasuredPicture } from "./measured.schema.ts";
import { PICTURE_MS } from "./measured.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** What tells of broken pictures, for each sample: nothing is 0, and twice as much of it is not twice the number. */
export interface DamageSigns {
  /** Blocks that came out wrong, or right again, beyond chance. */
  readonly blocks: readonly number[];
  /** Speckles, until they are cleared. */
  readonly speckles: readonly number[];
  /** Borders of blocks that stand out all over the picture, as coarse data makes them: what is wrong stays so, the others change. */
  readonly borders: readonly number[];
  /** Cells that became rougher than they do in these seconds. */
  readonly roughened: readonly number[];
  /** Cells that show something else, more of them than in these seconds. */
  readonly foreign: readonly number[];
}

/** Every sign of damage. Behind a cut all is new, and in the dark nothing is seen: there only borders tell anything. */
export function damageSigns(picture: MeasuredPicture): DamageSigns {
  const isDark = (sample: number) => (picture.highlights[sample] ?? 255) <= THRESHOLDS.black.luma;
  const isNew = picture.unlike.map(
    (unlike, sample) => unlike > THRESHOLDS.blockiness.another || isDark(sample) || isDark(sample - 1),
  );
  const shots = shotsOf(isNew);
  const known = (values: readonly number[]) => values.map((value, sample) => (isNew[sample] ? 0 : value));
  const { most } = THRESHOLDS.blockiness;
  const counted = (values: readonly number[]) => known(values).map((value) => Math.log1p(Math.min(most, value)));
  return {
    blocks: counted(blocksSeen(picture)),
    speckles: counted(specklesSeen(picture, isNew)),
    borders: shots.flatMap((shot) => bordersSeen(picture.steps.slice(shot.first, shot.end))),
    roughened: known(shots.flatMap(({ first, end }) => timesUsual(picture.roughened.slice(first, end)))),
    foreign: known(shots.flatMap(({ first, end }) => timesUsual(picture.foreign.slice(first, end)))),
  };
}

/** From one cut to the next. */
function shotsOf(isNew: readonly boolean[]): { first: number; end: number }[] {
  const cuts = [0, ...isNew.flatMap((value, sample) => (value && sample > 0 ? [sample] : [])), isNew.length];
  return cuts.slice(1).map((end, index) => ({ first: cuts[index] ?? 0, end }));
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
function specklesSeen(picture: MeasuredPicture, isNew: readonly boolean[]): number[] {
  const { deviation, lastMs } = THRESHOLDS.speckles;
  const seen = picture.speckled.map(() => 0);
  let open: { readonly since: number; share: number }[] = [];
  for (const [sample, beyond] of specklesBeyondChance(picture).entries()) {
    if (isNew[sample]) {
      open = [];
      continue;
    }
    open = open.filter(({ since }) => sample - since <= reachOf(lastMs));
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

/** Of a shot: how far the borders stand out more than they do in most of these seconds. A single picture (the proxy's key picture) may. */
function bordersSeen(steps: readonly number[]): number[] {
  const { nearMs, usual, beyond, spreads } = THRESHOLDS.borders;
  const lasting = steps.map((step, sample) =>
    exceededByFew([steps[sample - 1] ?? step, step, steps[sample + 1] ?? step], 0.5),
  );
  return lasting.map((step, sample) => {
    const near = around(lasting, sample, nearMs);
    const spread = exceededByFew(
      near.slice(1).map((value, index) => Math.abs(value - (near[index] ?? value))),
      0.5,
    );
    return Math.log1p(Math.max(0, step - exceededByFew(near, usual) - beyond - spreads * spread) / beyond);
  });
}

/** Of a shot, as a logarithm: how many times as much as in the quiet ones of the samples near it. */
function timesUsual(shares: readonly number[]): number[] {
  const { nearMs, usual, least, most } = THRESHOLDS.change;
  return shares.map((share, sample) => {
    const others = around(shares, sample, nearMs).toSpliced(Math.min(sample, reachOf(nearMs)), 1);
    const times = (share + least) / (exceededByFew(others, usual) + least);
    return Math.min(most, Math.max(0, Math.log(times)));
  });
}

const reachOf = (ms: number): number => Math.floor(ms / PICTURE_MS);

/** The sample, and those not further from it than `ms`. */
function around(values: readonly number[], sample: number, ms: number): number[] {
  const reach = reachOf(ms);
  return values.slice(Math.max(0, sample - reach), sample + reach + 1);
}

/** What a share of values does not exceed. */
const exceededByFew = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
