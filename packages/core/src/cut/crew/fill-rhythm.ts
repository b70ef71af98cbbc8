import { craftFor, frameOfBeat } from "../craft.ts";
import { type Rate, rateOf } from "../frame-rate.ts";
import type { Filling } from "./fill-beats.ts";
import { lengthsOf, placeOf } from "./lengths.ts";
import type { Candidate } from "./material.schema.ts";
import { createPicker, spanOf } from "./picker.ts";
import type { Beat } from "./proposal.schema.ts";
import { type FrameRange, overlapping } from "./source.ts";

/** A clip whose length and place are settled. */
export interface Placed {
  readonly beat: Beat;
  readonly candidate: Candidate;
  readonly inFrame: number;
  readonly frames: number;
}

const ENERGY = 0.25;

/**
 * Fills an arc whose cuts follow the music: every cut is on a beat of the bed, and the last clip ends with the cut. Where no moment
 * fits a length, the clip before goes on if it can, or the next one begins sooner. Stops where nothing fits.
 */
export function fillRhythm({ material, arc, pool, looser, prefers }: Filling): Placed[] {
  const { order, frameRate } = material;
  const rate = rateOf(frameRate);
  const craft = craftFor(order.useCase, material.direction.pace);
  const picker = createPicker(pool, order.useCase);
  const grid = gridOf(arc.beats, arc.bed ?? "pulse", arc.frames, rate);
  const shortest = frameOfBeat(1, arc.bed ?? "pulse", rate);
  const { opens, closes } = prefers ? { opens: null, closes: null } : material.direction;
  const wishes = [...order.mustHave.keys()].filter((wish) => wish !== closes);
  // A moment that is wished for itself has one place only: nothing else may take it.
  const reserved = pool.filter(
    ({ wishes: of, core }) => core && of.some((wish) => typeof order.mustHave[wish] !== "string"),
  );
  // The best of what it is to end with waits for the end.
  const [ending] = picker.ranked(
    (candidate) => closes !== null && candidate.wishes.includes(closes),
    () => 0,
  );
  const isFree = (candidate: Candidate, isEnd: boolean) =>
    (isEnd || !ending || ending.assetId !== candidate.assetId || !overlapping(spanOf(ending), spanOf(candidate))) &&
    !reserved.some(
      (one) => one !== candidate && one.assetId === candidate.assetId && overlapping(spanOf(one), spanOf(candidate)),
    );
  const placed: Placed[] = [];
  const isFulfilled = (wish: number) => placed.some(({ candidate }) => candidate.wishes.includes(wish));
  let at = 0;
  for (let slot = 0; slot < grid.length; ) {
    const { beat } = grid[slot] as GridSlot;
    const open = wishes.filter((wish) => !isFulfilled(wish));
    const isDue = open.length > 0 && (grid.length - slot) * (wishes.length + 1) <= grid.length * (open.length + 1);
    const end = slot === 0 ? opens : isLast(slot) ? closes : null;
    const choice = choose(slot, beat, end !== null ? [end] : isDue ? open : []);
    if (!choice) break;
    placed.push(choice.placed);
    at += choice.placed.frames;
    slot = choice.next;
  }
  return placed;

  function isLast(slot: number): boolean {
    return slot === grid.length - 1;
  }

  function choose(slot: number, beat: Beat, open: readonly number[]): { placed: Placed; next: number } | undefined {
    const isWanted = ({ wishes: fulfils, kind }: Candidate) =>
      open.length > 0 ? fulfils.some((wish) => open.includes(wish)) : beat.wants === "any" || kind === beat.wants;
    const ranked = picker.ranked(
      prefers ? () => true : (one) => isWanted(one) && isFree(one, isLast(slot)),
      prefers ?? (({ features }) => -ENERGY * Math.abs(features.energy - beat.energy)),
    );
    // As the music has it; else longer by a slot or more, as wishes may need; else shorter.
    const ends = [
      slot + 1,
      ...Array.from({ length: Math.min(12, grid.length - slot - 1) }, (_, more) => slot + 2 + more),
    ].filter((end) => closes === null || end < grid.length || isLast(slot));
    for (const end of open.length > 0 || looser > 1 ? ends : ends.slice(0, 3)) {
      const frames = (grid[end - 1] as GridSlot).end - at;
      for (const candidate of ranked) {
        const lengths = lengthsOf(candidate, craft, rate, looser * 2);
        const inFrame = lengths && frames >= lengths.least ? placeOf(candidate, frames, rate) : undefined;
        if (inFrame === undefined) continue;
        picker.take(candidate, { from: inFrame, to: inFrame + frames });
        for (const rest of remainders(candidate, { from: inFrame, to: inFrame + frames })) picker.offer(rest);
        return { placed: { beat, candidate, inFrame, frames }, next: end };
      }
    }
    return open.length > 0 ? (offBeat(slot, beat, ranked) ?? choose(slot, beat, [])) : undefined;
  }

  /** What must be in, and is of no length that the music has: as long as it is. The next clip ends on a beat again. */
  function offBeat(
    slot: number,
    beat: Beat,
    ranked: readonly Candidate[],
  ): { placed: Placed; next: number } | undefined {
    for (const candidate of ranked) {
      const lengths = lengthsOf(candidate, craft, rate, 1);
      const end = at + (lengths?.usual ?? 0);
      const next = grid.findIndex((of) => of.end >= end + shortest);
      const inFrame = lengths && next >= slot ? placeOf(candidate, lengths.usual, rate) : undefined;
      if (!lengths || inFrame === undefined) continue;
      picker.take(candidate, { from: inFrame, to: inFrame + lengths.usual });
      return { placed: { beat, candidate, inFrame, frames: lengths.usual }, next };
    }
    return undefined;
  }
}

interface GridSlot {
  readonly beat: Beat;
  /** Where it ends, from the beginning of the cut. */
  readonly end: number;
}

/** Where cuts are: from the beginning of each part of the arc, so many beats of the music apart. */
function gridOf(
  beats: readonly Beat[],
  bed: Parameters<typeof frameOfBeat>[1],
  frames: number,
  rate: Rate,
): GridSlot[] {
  const slots: GridSlot[] = [];
  let [begun, music] = [0, 0];
  for (const beat of beats) {
    const end = begun + beat.frames;
    const step = beat.musicBeats ?? 4;
    while (frameOfBeat(music + step, bed, rate) < end) {
      music += step;
      slots.push({ beat, end: frameOfBeat(music, bed, rate) });
    }
    slots.push({ beat, end });
    while (frameOfBeat(music, bed, rate) < end) music++;
    begun = end;
  }
  // A last clip that would be but a flash is part of the one before.
  const [last, before] = [slots.at(-1), slots.at(-2)];
  const shortest = frameOfBeat(1, bed, rate);
  if (last && before && last.end - before.end < shortest) slots.splice(-2, 1);
  return slots.filter(({ end }, index) => end <= frames && end > (slots[index - 1]?.end ?? 0));
}

/** What is left of a picture of which a part was used: it may come again, as another moment. */
function remainders(candidate: Candidate, used: FrameRange): Candidate[] {
  if (candidate.core) return [];
  const parts = [
    { id: `${candidate.id}a`, from: candidate.from, to: used.from },
    { id: `${candidate.id}b`, from: used.to, to: candidate.to },
  ];
  return parts.flatMap(({ id, from, to }) => {
    const cuts = candidate.cuts.flatMap(([a, b]): [number, number][] => {
      const [first, last] = [Math.max(a, from), Math.min(b, to)];
      return first <= last ? [[first, last]] : [];
    });
    if (cuts.length === 0) return [];
    const best = Math.min(to, Math.max(from, candidate.best));
    return [{ ...candidate, id, from, to, cuts, best, wishes: [] }];
  });
}
