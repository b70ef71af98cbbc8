import { inFrames, type Rate, rateOf, told } from "../frame-rate.ts";
import { toldWish } from "../gates/input.ts";
import { RULES } from "./director.ts";
import { fillBeats } from "./fill-beats.ts";
import { fillRhythm } from "./fill-rhythm.ts";
import { placeOf } from "./lengths.ts";
import type { Candidate, Material } from "./material.schema.ts";
import type { Arc, Beat, ChosenClip, ChosenItem, Edit, Note } from "./proposal.schema.ts";
import { type Slot, settle } from "./slot.ts";

const FADE_MS = 480;

/**
 * Chooses clips for the beats of an arc, so that they are together exactly as long as was ordered, or as near as the footage lets.
 * `notes` are of the rounds before: what a note asks to replace is not chosen again.
 */
export function edit(material: Material, arc: Arc, notes: readonly Note[], round: number): Edit {
  const { cutId, frameRate } = material;
  const rate = rateOf(frameRate);
  const pool = poolOf(material, notes);
  const looser = notes.some(({ ask }) => ask === "loosen") ? round : 1;
  const filling = { material, arc, pool, looser };
  const items = isMusical(arc) ? fromPlaced(fillRhythm(filling)) : fromSlots(fillBeats(filling), arc, rate);
  const faded = withFades(items, arc.beats, material.candidates, rate);
  return { version: 1, cutId, round, engine: RULES, items: faded, faults: faultsOf(faded, arc, material, rate) };
}

/** What may be chosen: what a note asks to replace may not, unless a wish could not be fulfilled without it. */
export function poolOf({ candidates }: Pick<Material, "candidates">, notes: readonly Note[]): Candidate[] {
  const replaced = new Set(notes.flatMap(({ ask, item }) => (ask === "replace" && item ? [candidateOf(item)] : [])));
  const others = candidates.filter(({ id }) => !replaced.has(id));
  const fulfilled = new Set(others.flatMap(({ wishes }) => wishes));
  return candidates.filter(({ id, wishes }) => !replaced.has(id) || wishes.some((wish) => !fulfilled.has(wish)));
}

/** Whether cuts follow the music. */
export const isMusical = ({ beats }: Pick<Arc, "beats">): boolean =>
  beats.some(({ musicBeats }) => musicBeats !== null);

/** The candidate of an item: what was left of one (`m3-12a`) is still that one. */
export const candidateOf = (item: string): string => /^m\d+-\d+/.exec(item)?.[0] ?? item;

/** Settles the lengths of slots, and where their clips begin. */
export function fromSlots(slots: readonly Slot[], { frames }: Pick<Arc, "frames">, rate: Rate): ChosenItem[] {
  const lengths = settle(slots, frames);
  return slots.flatMap((slot, at): ChosenItem[] => {
    const length = lengths[at] ?? 0;
    if (slot.kind === "card") return length > 0 ? [cardItem(slot.beat, slot.card, length)] : [];
    const inFrame = placeOf(slot.candidate, length, rate);
    return inFrame === undefined ? [] : [clipItem(slot.beat, slot.candidate, inFrame, length)];
  });
}

export const fromPlaced = (placed: ReturnType<typeof fillRhythm>): ChosenItem[] =>
  placed.map(({ beat, candidate, inFrame, frames }) => clipItem(beat.id, candidate, inFrame, frames));

const cardItem = (
  beat: string,
  { heading, figure, detail, evidence }: NonNullable<Beat["card"]>,
  frames: number,
): ChosenItem => ({
  ...{ kind: "card", id: `card-${beat}`, beat, frames, fadeIn: null, heading, figure, detail },
  ...{ why: figure ? "A number that was counted" : "Begins a chapter", evidence },
});

const clipItem = (beat: string, candidate: Candidate, inFrame: number, frames: number): ChosenClip => ({
  ...{ kind: "clip", id: candidate.id, assetId: candidate.assetId, candidate: candidateOf(candidate.id), beat },
  ...{ inFrame, frames, fadeIn: null, why: whyOf(candidate) },
  evidence: candidate.evidence.map((evidence) => ({ assetId: candidate.assetId, evidence })),
});

/** Why a clip is there, for people. */
function whyOf({ kind, text, features, wishes, people }: Candidate): string {
  const short = text.length > 80 ? `${text.slice(0, 77).trimEnd()} …` : text;
  const reasons = [
    ...(wishes.length > 0 ? ["it must be in"] : []),
    ...(features.relevance >= 0.6 ? ["near to the brief"] : []),
    ...(kind === "speech" && features.speech >= 0.8 ? ["said whole and clearly"] : []),
    ...(features.people >= 0.6 ? [people > 1 ? "faces are seen" : "a face is seen"] : []),
    ...(features.energy >= 0.6 ? ["lively"] : []),
    ...(features.novelty >= 0.6 ? ["rare in this footage"] : []),
  ];
  const what = kind === "speech" ? `Said: “${short}”` : `Shows: ${short}`;
  return reasons.length > 0 ? `${what} (${reasons.join(", ")})` : what;
}

/** Cross-fades where a beat asks for one, and both sides have frames for it in which nobody says anything. */
function withFades(
  items: readonly ChosenItem[],
  beats: readonly Beat[],
  candidates: readonly Candidate[],
  rate: Rate,
): ChosenItem[] {
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const fades = new Set(beats.flatMap(({ id, fades: does }) => (does ? [id] : [])));
  const half = Math.max(1, Math.round(inFrames(FADE_MS, rate) / 2));
  return items.map((item, at) => {
    const before = items[at - 1];
    const begins = before && before.beat !== item.beat && fades.has(item.beat);
    const long = before && Math.min(before.frames, item.frames) >= 4 * half;
    if (!begins || !long || roomAfter(before, byId) < half || roomBefore(item, byId) < half) return item;
    return { ...item, fadeIn: 2 * half };
  });
}

type ById = ReadonlyMap<string, Candidate>;

/** Frames before a clip in its shot in which nobody speaks. */
export function roomBefore(item: ChosenItem, byId: ById): number {
  if (item.kind === "card") return Number.POSITIVE_INFINITY;
  const cuts = byId.get(item.candidate)?.cuts.find(([from, to]) => from <= item.inFrame && item.inFrame <= to);
  return cuts ? item.inFrame - cuts[0] : 0;
}

/** The same after it. */
export function roomAfter(item: ChosenItem, byId: ById): number {
  if (item.kind === "card") return Number.POSITIVE_INFINITY;
  const out = item.inFrame + item.frames;
  const cuts = byId.get(item.candidate)?.cuts.find(([from, to]) => from <= out && out <= to);
  return cuts ? cuts[1] - out : 0;
}

/** What could not be done, a sentence each. */
export function faultsOf(
  items: readonly ChosenItem[],
  { frames }: Pick<Arc, "frames">,
  { order, direction, candidates }: Material,
  rate: Rate,
): string[] {
  const all = items.reduce((sum, item) => sum + item.frames, 0);
  const tolerance = inFrames(order.duration.toleranceMs, rate);
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const fulfilled = new Set(
    items.flatMap((item) => (item.kind === "clip" ? (byId.get(item.candidate)?.wishes ?? []) : [])),
  );
  const clips = items.filter((item) => item.kind === "clip");
  /** What people want at an end, and another clip is there: whether that is so for want of one is told below. */
  const misplaced = (which: string, number: number | null, clip: ChosenClip | undefined): string[] => {
    const wish = number === null ? undefined : order.mustHave[number];
    if (number === null || wish === undefined || !fulfilled.has(number)) return [];
    const isThere = byId.get(clip?.candidate ?? "")?.wishes.includes(number);
    return isThere ? [] : [`The ${which} clip has to be this: ${toldWish(wish)}`];
  };
  const missing = order.mustHave.flatMap((wish, number) => (fulfilled.has(number) ? [] : [wish]));
  return [
    ...(all < frames - tolerance
      ? [`${told(all, rate)} could be filled of ${told(frames, rate)}: there are not enough moments that can be cut so`]
      : []),
    ...(all > frames + tolerance
      ? [`It is ${told(all, rate)} long and not ${told(frames, rate)}: what is in it cannot be cut shorter`]
      : []),
    ...missing.map((wish) =>
      typeof wish === "string"
        ? `No moment for “${wish}” could be placed`
        : `The moment of ${wish.assetId} at ${wish.startMs} ms could not be placed`,
    ),
    ...misplaced("first", direction.opens, clips[0]),
    ...misplaced("last", direction.closes, clips.at(-1)),
  ];
}
