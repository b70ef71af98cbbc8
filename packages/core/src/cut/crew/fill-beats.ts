import { CRAFT, craftFor } from "../craft.ts";
import { inFrames, type Rate, rateOf } from "../frame-rate.ts";
import { addUp } from "./add-up.ts";
import { type Lengths, lengthsOf } from "./lengths.ts";
import type { Candidate, Material } from "./material.schema.ts";
import { createPicker, type Picker, spanOf } from "./picker.ts";
import type { Arc, Beat } from "./proposal.schema.ts";
import { type ClipSlot, type Slot, sumOf } from "./slot.ts";
import { alike } from "./worth.ts";

export interface Filling {
  readonly material: Material;
  readonly arc: Arc;
  readonly pool: readonly Candidate[];
  /** 1, or more when it did not add up before. */
  readonly looser: number;
  /** Who chooses otherwise than by worth: more is better. Only of what follows the music. */
  readonly prefers?: (candidate: Candidate) => number;
}

const TOPIC = 0.35;
const ENERGY = 0.15;
const MISFIT = 0.3;
const NEXT_TO = 0.25;
/** The lead is what the brief is about, before all that is good otherwise; a short cut makes room for it. */
const LEAD = { relevance: 1, room: 2.5 } as const;
const ROOM = 1.25;

/** Fills the beats of an arc with clips of free lengths, and sees that they can add up. In the order of the cut. */
export function fillBeats({ material, arc, pool, looser }: Filling): Slot[] {
  const { order, frameRate } = material;
  const rate = rateOf(frameRate);
  const craft = craftFor(order.useCase, material.direction.pace);
  const picker = createPicker(pool, order.useCase);
  const lengths = (candidate: Candidate) => lengthsOf(candidate, craft, rate, looser);
  const filled = new Map<string, Slot[]>(
    arc.beats.map((beat) => [beat.id, cardSlots(beat, order.useCase, rate, looser)]),
  );
  for (const slot of wishedSlots({ material, arc, pool, looser }, picker, lengths)) filled.get(slot.beat)?.push(slot);
  const spoken = arc.beats.filter(({ wants }) => wants === "speech");
  for (const beat of spoken) fill(beat, filled, picker, lengths, undefined);
  if (order.useCase === "news") inOrderOfTime(arc, filled, material);
  for (const [index, beat] of arc.beats.entries())
    if (beat.wants !== "speech")
      fill(beat, filled, picker, lengths, lastClip(filled.get(arc.beats[index - 1]?.id ?? "")));
  const slots = arc.beats.flatMap(({ id }) => filled.get(id) ?? []);
  const added = addUp(slots, {
    ...{ frames: arc.frames, picker, lengthsOf: lengths },
    beatFor: (candidate, now) => roomiest(arc.beats, now, candidate).id,
  });
  return withEnds(added, material);
}

/** The clips that people want first and last stand there. */
function withEnds(slots: readonly Slot[], { direction: { opens, closes } }: Pick<Material, "direction">): Slot[] {
  const isOf = (wish: number | null) => (slot: Slot) =>
    wish !== null && slot.kind === "clip" && slot.candidate.wishes.includes(wish);
  const [first, last] = [slots.find(isOf(opens)), slots.findLast(isOf(closes))];
  const rest = slots.filter((slot) => slot !== first && slot !== last);
  const begin = Math.max(
    0,
    rest.findIndex(({ kind }) => kind === "clip"),
  );
  const clips = slots.filter(({ kind }) => kind === "clip");
  const [head, tail] = [clips[0], clips.at(-1)];
  const opened = first ? rest.toSpliced(begin, 0, { ...first, beat: head?.beat ?? first.beat }) : rest;
  return last && last !== first ? [...opened, { ...last, beat: tail?.beat ?? last.beat }] : opened;
}

/** The card of a beat, if it has one. */
export function cardSlots(
  { id, card }: Beat,
  useCase: Material["order"]["useCase"],
  rate: Rate,
  looser: number,
): Slot[] {
  if (!card) return [];
  const [least, , most] = CRAFT[useCase].cardMs.map((ms) => inFrames(ms, rate)) as [number, number, number];
  const lengths = {
    ...{ least: Math.min(card.frames, Math.ceil(least / looser)), usual: card.frames },
    most: Math.max(card.frames, most),
  };
  return [{ kind: "card", beat: id, card, lengths }];
}

/** For every wish the best moment that fulfils it, unless one that was taken before does. */
function wishedSlots(
  { material, arc }: Filling,
  picker: Picker,
  lengths: (candidate: Candidate) => Lengths | undefined,
): ClipSlot[] {
  const slots: ClipSlot[] = [];
  for (const wish of material.order.mustHave.keys()) {
    if (slots.some(({ candidate }) => candidate.wishes.includes(wish))) continue;
    const candidate = picker.ranked(
      ({ wishes }) => wishes.includes(wish),
      () => 0,
    )[0];
    const fitting = candidate && lengths(candidate);
    if (!candidate || !fitting) continue;
    picker.take(candidate, spanOf(candidate));
    const { opens, closes } = material.direction;
    const end = wish === opens ? arc.beats[0] : wish === closes ? arc.beats.at(-1) : undefined;
    const beat = end ?? roomiest(arc.beats, slots, candidate);
    slots.push({ kind: "clip", beat: beat.id, candidate, lengths: fitting, isNeeded: true });
  }
  return slots;
}

/** The beat with most room left for a kind; the lead only where there is nothing else. */
function roomiest(beats: readonly Beat[], slots: readonly Slot[], { kind, labels }: Candidate): Beat {
  const room = (beat: Beat) =>
    beat.frames -
    sumOf(
      slots.filter((slot) => slot.beat === beat.id),
      "usual",
    );
  const suits = (beat: Beat) =>
    (beat.wants === "any" || beat.wants === kind ? 2 : 0) +
    (beat.role === "lead" ? -1 : 0) +
    (beat.topic && labels.includes(beat.topic) ? 1 : 0);
  return beats.reduce((best, beat) =>
    suits(beat) > suits(best) || (suits(beat) === suits(best) && room(beat) > room(best)) ? beat : best,
  );
}

function fill(
  beat: Beat,
  filled: Map<string, Slot[]>,
  picker: Picker,
  lengths: (candidate: Candidate) => Lengths | undefined,
  before: Candidate | undefined,
): void {
  const slots = filled.get(beat.id) ?? [];
  for (;;) {
    const clips = slots.filter(({ kind }) => kind === "clip").length;
    const room = beat.frames - sumOf(slots, "usual");
    if (room <= 0 || (beat.mostClips !== null && clips >= beat.mostClips)) break;
    const candidate = picker.ranked(
      (one) => {
        const fitting = lengths(one);
        return (
          (beat.wants === "any" || one.kind === beat.wants) &&
          fitting !== undefined &&
          fitting.least <= room * (beat.role === "lead" ? LEAD.room : ROOM)
        );
      },
      (one) => suitability(one, beat, lengths(one)?.usual ?? 0, room) + (before ? NEXT_TO * alike(one, before) : 0),
    )[0];
    const fitting = candidate && lengths(candidate);
    if (!candidate || !fitting) break;
    picker.take(candidate, spanOf(candidate));
    slots.push({ kind: "clip", beat: beat.id, candidate, lengths: fitting, isNeeded: false });
  }
  filled.set(beat.id, beat.wants === "any" ? byTime(slots) : slots);
}

function suitability(candidate: Candidate, beat: Beat, usual: number, room: number): number {
  const topic = beat.topic && candidate.labels.includes(beat.topic) ? TOPIC : 0;
  const misfit = candidate.kind === "speech" ? MISFIT * Math.min(1, Math.abs(usual - room) / Math.max(1, room)) : 0;
  const lead = beat.role === "lead" ? LEAD.relevance * candidate.features.relevance : 0;
  return topic + lead - misfit - ENERGY * Math.abs(candidate.features.energy - beat.energy);
}

const lastClip = (slots: readonly Slot[] = []): Candidate | undefined =>
  slots.findLast((slot): slot is ClipSlot => slot.kind === "clip")?.candidate;

/** What was said about a thing first comes first: facts of one asset keep their order, assets that of their arrival. */
function inOrderOfTime({ beats }: Arc, filled: Map<string, Slot[]>, { assets }: Material): void {
  const place = new Map(
    assets
      .toSorted((a, b) =>
        a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.assetId < b.assetId ? -1 : 1,
      )
      .map(({ assetId }, at) => [assetId, at]),
  );
  const facts = beats.filter(({ role }) => role === "fact");
  const clips = facts.flatMap(({ id }) =>
    (filled.get(id) ?? []).filter((slot): slot is ClipSlot => slot.kind === "clip"),
  );
  const sorted = clips.toSorted(
    ({ candidate: a }, { candidate: b }) =>
      (place.get(a.assetId) ?? 0) - (place.get(b.assetId) ?? 0) || spanOf(a).from - spanOf(b).from,
  );
  let next = 0;
  for (const { id } of facts) {
    const count = filled.get(id)?.length ?? 0;
    const now = sorted.slice(next, next + count).map((slot) => ({ ...slot, beat: id }));
    filled.set(id, now);
    next += count;
  }
}

/** Cards first, then clips of one asset in their order. */
function byTime(slots: readonly Slot[]): Slot[] {
  const cards = slots.filter(({ kind }) => kind === "card");
  const clips = slots.filter((slot): slot is ClipSlot => slot.kind === "clip");
  const first = new Map<string, number>();
  for (const { candidate } of clips) if (!first.has(candidate.assetId)) first.set(candidate.assetId, first.size);
  const sorted = clips.toSorted(
    ({ candidate: a }, { candidate: b }) =>
      (first.get(a.assetId) ?? 0) - (first.get(b.assetId) ?? 0) || spanOf(a).from - spanOf(b).from,
  );
  return [...cards, ...sorted];
}
