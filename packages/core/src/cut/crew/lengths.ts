import { AIR_MS, type Craft } from "../craft.ts";
import { inFrames, type Rate } from "../frame-rate.ts";
import type { Free } from "./cut-points.ts";
import type { Candidate } from "./material.schema.ts";

/** How long something may be, in frames; every length between is possible. */
export interface Lengths {
  readonly least: number;
  readonly usual: number;
  readonly most: number;
}

type Cuttable = Pick<Candidate, "core" | "cuts" | "best">;

/**
 * How long a clip of a candidate may be. With words (or a wish) in it: all of them, and some air. Else as the craft has it, within
 * one stretch without words. Undefined where it is too short. `looser` lets it be longer and shorter than is good style.
 */
export function lengthsOf(candidate: Cuttable, craft: Craft, rate: Rate, looser = 1): Lengths | undefined {
  const { core, cuts } = candidate;
  if (core) {
    const { opens, closes } = around(candidate, core);
    const air = inFrames(AIR_MS.most * looser, rate);
    const [before, after] = [Math.min(air, core.from - opens[0]), Math.min(air, closes[1] - core.to)];
    const length = core.to - core.from;
    const usual = Math.min(before, inFrames(AIR_MS.before, rate)) + Math.min(after, inFrames(AIR_MS.after, rate));
    return { least: length, usual: length + usual, most: length + before + after };
  }
  const [leastMs, usualMs, mostMs] = craft.shownMs;
  const room = Math.max(...cuts.map(([from, to]) => to - from));
  const least = Math.max(2, Math.ceil(inFrames(leastMs, rate) / looser));
  const most = Math.min(room, inFrames(mostMs * looser, rate));
  return most < least ? undefined : { least, usual: Math.min(most, Math.max(least, inFrames(usualMs, rate))), most };
}

/**
 * Where a clip of exactly so many frames begins, so that neither end cuts a word: around the words of the candidate, else
 * around its best frame. Undefined where there is no such place.
 */
export function placeOf(candidate: Cuttable, frames: number, rate: Rate): number | undefined {
  const { core, cuts, best } = candidate;
  if (core) {
    const { opens, closes } = around(candidate, core);
    const extra = frames - (core.to - core.from);
    const [before, after] = [core.from - opens[0], closes[1] - core.to];
    if (extra < 0 || extra > before + after) return undefined;
    // Air is shared as it is usually; what one side has no room for goes to the other.
    const share = AIR_MS.before / (AIR_MS.before + AIR_MS.after);
    const wanted = Math.max(Math.min(extra, inFrames(AIR_MS.before, rate)), Math.round(extra * share));
    return core.from - Math.min(before, Math.max(wanted, extra - after));
  }
  const wanted = best - Math.floor(frames / 2);
  let nearest: number | undefined;
  for (const [from, to] of cuts) {
    for (const [endFrom, endTo] of cuts) {
      const first = Math.max(from, endFrom - frames);
      const last = Math.min(to, endTo - frames);
      if (first > last) continue;
      const at = Math.min(last, Math.max(first, wanted));
      if (nearest === undefined || Math.abs(at - wanted) < Math.abs(nearest - wanted)) nearest = at;
    }
  }
  return nearest;
}

/** Where a candidate with a core may begin and end: the last stretch before it and the first after it. */
function around({ cuts }: Cuttable, core: { from: number; to: number }): { opens: Free; closes: Free } {
  const opens = cuts.findLast(([, to]) => to <= core.from) ?? [core.from, core.from];
  const closes = cuts.find(([from]) => from >= core.to) ?? [core.to, core.to];
  return { opens: [opens[0], core.from], closes: [core.to, closes[1]] };
}
