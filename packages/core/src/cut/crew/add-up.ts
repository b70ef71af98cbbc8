import type { Lengths } from "./lengths.ts";
import type { Candidate } from "./material.schema.ts";
import type { Picker } from "./picker.ts";
import { spanOf } from "./picker.ts";
import { type ClipSlot, type Slot, sumOf } from "./slot.ts";

export interface AddingUp {
  readonly frames: number;
  readonly picker: Picker;
  readonly lengthsOf: (candidate: Candidate) => Lengths | undefined;
  /** In which beat something that was not planned stands. */
  readonly beatFor: (candidate: Candidate, slots: readonly Slot[]) => string;
}

/** More exchanges than these do not help. */
const MOST_CHANGES = 60;

/**
 * Drops, adds and exchanges clips until some choice of their lengths adds up to exactly `frames`, and until no card but the first
 * announces a chapter that shows nothing: a cut does not end on one. The least is changed, of the least worth. What cannot be helped stays as it is.
 */
export function addUp(given: readonly Slot[], by: AddingUp): Slot[] {
  let slots = [...given];
  for (let change = 0; change < MOST_CHANGES; change++) {
    const next =
      sumOf(slots, "least") > by.frames
        ? dropped(slots, by)
        : sumOf(slots, "most") < by.frames
          ? longer(slots, by)
          : undefined;
    const better = next ?? withChaptersShown(slots);
    if (!better) break;
    slots = better;
  }
  return slots;
}

/**
 * Gives the last card after which nothing is shown a clip of a chapter that has more than one; where none has, it goes. Undefined where
 * every chapter shows something.
 */
function withChaptersShown(slots: readonly Slot[]): Slot[] | undefined {
  const isClip = (at: number) => slots[at]?.kind === "clip";
  const empty = slots.findLastIndex(({ kind }, at) => kind === "card" && at > 0 && !isClip(at + 1));
  const card = slots[empty];
  if (!card) return undefined;
  const opening = slots.findIndex(({ kind }, at) => kind === "card" && at > 0);
  const given = slots.findLastIndex(
    (_, at) => at < empty && isClip(at) && (isClip(at - 1) || isClip(at + 1) || at < opening),
  );
  const clip = slots[given];
  if (!clip) return slots.toSpliced(empty, 1);
  return [
    ...slots.slice(0, given),
    ...slots.slice(given + 1, empty + 1),
    { ...clip, beat: card.beat },
    ...slots.slice(empty + 1),
  ];
}

const isSpare = (slot: Slot): slot is ClipSlot => slot.kind === "clip" && !slot.isNeeded;

/** Without the clip that is worth least; of needed ones alone, without a card. */
function dropped(slots: readonly Slot[], { picker }: AddingUp): Slot[] | undefined {
  const spare = slots.filter(isSpare);
  const worst = spare.reduce<ClipSlot | undefined>(
    (least, slot) => (least && picker.worth(least.candidate) <= picker.worth(slot.candidate) ? least : slot),
    undefined,
  );
  if (worst) {
    picker.give(worst.candidate);
    return slots.filter((slot) => slot !== worst);
  }
  const card = slots.findLast(({ kind }) => kind === "card");
  return card && slots.filter((slot) => slot !== card);
}

/** With another clip; where none is short enough, one in the place of another. */
function longer(slots: readonly Slot[], by: AddingUp): Slot[] | undefined {
  const { picker, frames } = by;
  const [least, most] = [sumOf(slots, "least"), sumOf(slots, "most")];
  const others = picker.ranked(
    () => true,
    () => 0,
  );
  const fitting = others.flatMap((candidate) => {
    const lengths = by.lengthsOf(candidate);
    return lengths ? [{ candidate, lengths }] : [];
  });
  const addable = fitting.filter(({ lengths }) => least + lengths.least <= frames);
  const added = addable.find(({ lengths }) => most + lengths.most >= frames) ?? addable[0];
  if (added) {
    picker.take(added.candidate, spanOf(added.candidate));
    return insert(slots, { kind: "clip", beat: by.beatFor(added.candidate, slots), isNeeded: false, ...added });
  }
  for (const slot of slots.filter(isSpare)) {
    const exchange = fitting.find(
      ({ lengths }) =>
        least - slot.lengths.least + lengths.least <= frames && most - slot.lengths.most + lengths.most >= frames,
    );
    if (!exchange) continue;
    picker.give(slot.candidate);
    picker.take(exchange.candidate, spanOf(exchange.candidate));
    return slots.map((one) => (one === slot ? { kind: "clip", beat: slot.beat, isNeeded: false, ...exchange } : one));
  }
  return undefined;
}

/** At the end of its beat. */
function insert(slots: readonly Slot[], slot: Slot): Slot[] {
  const last = slots.findLastIndex(({ beat }) => beat === slot.beat);
  return slots.toSpliced(last < 0 ? slots.length : last + 1, 0, slot);
}
