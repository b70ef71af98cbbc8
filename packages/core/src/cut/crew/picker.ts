import type { UseCase } from "../order.schema.ts";
import type { Candidate } from "./material.schema.ts";
import { type FrameRange, overlapping } from "./source.ts";
import { alike, worthOf } from "./worth.ts";

/** How much being like what was chosen before counts against a candidate. */
const VARIETY = 0.5;

/** Chooses candidates one by one, each good and unlike those before it (maximal marginal relevance). */
export interface Picker {
  /** Those that were not taken and overlap none that was, best first by worth, variety and what `bonus` says. */
  ranked(admits: (candidate: Candidate) => boolean, bonus: (candidate: Candidate) => number): Candidate[];
  /** Takes a candidate; `range` is what of it is used, in frames of its asset. */
  take(candidate: Candidate, range: FrameRange): void;
  give(candidate: Candidate): void;
  worth(candidate: Candidate): number;
  /** Offers another candidate, such as what was left of one. */
  offer(candidate: Candidate): void;
}

/** What of its asset a candidate is about: its words, or all that it could show. */
export const spanOf = ({ core, cuts }: Candidate): FrameRange =>
  core ?? { from: cuts[0]?.[0] ?? 0, to: cuts.at(-1)?.[1] ?? 0 };

export function createPicker(candidates: readonly Candidate[], useCase: UseCase): Picker {
  const pool = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const worths = new Map(candidates.map((candidate) => [candidate.id, worthOf(candidate, useCase)]));
  const taken = new Map<string, { candidate: Candidate; range: FrameRange }>();
  /** How like the nearest that was taken each is, and how many of those it was compared with. */
  const likeness = new Map<string, { most: number; seen: number }>();
  let order: Candidate[] = [];

  const worth = ({ id }: Candidate) => worths.get(id) ?? 0;

  function likeTaken(candidate: Candidate): number {
    const known = likeness.get(candidate.id) ?? { most: 0, seen: 0 };
    let { most } = known;
    for (const other of order.slice(known.seen)) most = Math.max(most, alike(candidate, other));
    likeness.set(candidate.id, { most, seen: order.length });
    return most;
  }

  function overlapsTaken(candidate: Candidate): boolean {
    const span = spanOf(candidate);
    for (const { candidate: other, range } of taken.values())
      if (other.assetId === candidate.assetId && overlapping(span, range)) return true;
    return false;
  }

  return {
    worth,
    ranked(admits, bonus) {
      return [...pool.values()]
        .filter((candidate) => !taken.has(candidate.id) && admits(candidate) && !overlapsTaken(candidate))
        .map((candidate) => ({
          candidate,
          value: worth(candidate) + bonus(candidate) - VARIETY * likeTaken(candidate),
        }))
        .sort((a, b) => b.value - a.value || (a.candidate.id < b.candidate.id ? -1 : 1))
        .map(({ candidate }) => candidate);
    },
    take(candidate, range) {
      taken.set(candidate.id, { candidate, range });
      order = [...order, candidate];
    },
    give(candidate) {
      taken.delete(candidate.id);
      order = order.filter(({ id }) => id !== candidate.id);
      likeness.clear();
    },
    offer(candidate) {
      pool.set(candidate.id, candidate);
      worths.set(candidate.id, worthOf(candidate, useCase));
    },
  };
}
