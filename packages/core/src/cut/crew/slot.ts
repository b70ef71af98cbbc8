import type { Lengths } from "./lengths.ts";
import type { Candidate } from "./material.schema.ts";
import type { Beat } from "./proposal.schema.ts";

/** A place in the cut before its length is settled: a card, or a candidate. */
export type Slot = { readonly beat: string; readonly lengths: Lengths } & (
  | { readonly kind: "card"; readonly card: NonNullable<Beat["card"]> }
  | {
      readonly kind: "clip";
      readonly candidate: Candidate;
      /** Whether the cut is not what was ordered without it. */
      readonly isNeeded: boolean;
    }
);

export type ClipSlot = Extract<Slot, { kind: "clip" }>;

export const sumOf = (slots: readonly Slot[], of: keyof Lengths): number =>
  slots.reduce((sum, { lengths }) => sum + lengths[of], 0);

/** Whether it says something, so that more of it is but air. */
const isBound = (slot: Slot): boolean => slot.kind === "clip" && slot.candidate.core !== null;

/**
 * The lengths of slots that add up to exactly `frames`, or to what comes nearest. Pictures and cards give and take first; what
 * people say has its usual air as long as that is possible.
 */
export function settle(slots: readonly Slot[], frames: number): number[] {
  const lengths = slots.map((slot) => slot.lengths.usual);
  const left = () => frames - lengths.reduce((sum, length) => sum + length, 0);
  for (const bound of [false, true]) {
    const missing = left();
    const rooms = slots.map((slot, at) => {
      if (isBound(slot) !== bound) return 0;
      return missing > 0 ? slot.lengths.most - (lengths[at] ?? 0) : (lengths[at] ?? 0) - slot.lengths.least;
    });
    for (const [at, share] of shares(rooms, Math.abs(missing)).entries())
      lengths[at] = (lengths[at] ?? 0) + Math.sign(missing) * share;
  }
  return lengths;
}

/** Divides an amount by the rooms that there are, in whole numbers; no more than there is room for. */
function shares(rooms: readonly number[], amount: number): number[] {
  const all = rooms.reduce((sum, room) => sum + room, 0);
  const given = Math.min(amount, all);
  if (given === 0) return rooms.map(() => 0);
  let [room, before] = [0, 0];
  return rooms.map((of) => {
    room += of;
    const until = Math.round((given * room) / all);
    const share = until - before;
    before = until;
    return share;
  });
}
