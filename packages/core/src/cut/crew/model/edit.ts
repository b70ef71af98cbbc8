import * as z from "zod";
import type { ModelJudge } from "../../../judge/ask.ts";
import { engineOf } from "../../../setting/setting.schema.ts";
import { craftFor } from "../../craft.ts";
import { msAt, type Rate, rateOf, told } from "../../frame-rate.ts";
import { candidateOf, faultsOf, fromPlaced, fromSlots, isMusical, poolOf } from "../editor.ts";
import { cardSlots } from "../fill-beats.ts";
import { fillRhythm } from "../fill-rhythm.ts";
import { lengthsOf } from "../lengths.ts";
import type { Candidate, Material } from "../material.schema.ts";
import { spanOf } from "../picker.ts";
import type { Arc, Edit, Note } from "../proposal.schema.ts";
import { type Slot, sumOf } from "../slot.ts";
import { overlapping } from "../source.ts";
import { worthOf } from "../worth.ts";
import { type Allow, askCrew, orderFacts } from "./ask-crew.ts";

/** A model is shown so many moments, the best. */
const MOST_SHOWN = 160;

const Draft = z.object({
  clips: z
    .array(z.object({ beat: z.string().describe("id of the beat"), moment: z.string().describe("id of the moment") }))
    .min(1)
    .max(400),
});

const INSTRUCTIONS = `You are the editor of a short film. Fill the beats of its arc with moments, in the order in which they are to be seen: name
moments by their ids, each at most once. The lengths that moments can have must be able to add up to the length of each beat and of the whole;
the exact lengths, and where clips begin and end, are reckoned by others. Fulfil every must-have. Put a statement before the reaction to it.`;

/** Has a model choose the clips, by their ids. Times are never its own: they come from the candidates, exact to the frame. */
export function editByModel(
  material: Material,
  arc: Arc,
  notes: readonly Note[],
  round: number,
  judge: ModelJudge,
  allow: Allow,
): Promise<Edit> {
  const rate = rateOf(material.frameRate);
  const shown = shownTo(poolOf(material, notes), material);
  const byId = new Map(shown.map((candidate) => [candidate.id, candidate]));
  const facts = JSON.stringify({
    order: orderFacts(material),
    beats: arc.beats.map(({ id, role, frames, wants, energy, topic, why }) => ({
      ...{ id, role, wants, energy, topic, why, seconds: seconds(frames, rate) },
    })),
    moments: shown.map((candidate) => momentFacts(candidate, material, rate)),
    notes: notes.map(({ text }) => text),
  });
  return askCrew(judge, allow, {
    ...{ what: "edit", instructions: INSTRUCTIONS, facts, schema: Draft },
    check: (draft) => {
      const wrong = namingFaults(draft, arc, byId);
      const items = wrong.length > 0 ? [] : itemsOf(draft, material, arc, byId, rate);
      const result: Edit = { version: 1, cutId: material.cutId, round, engine: engineOf(judge), items, faults: [] };
      const sums =
        wrong.length > 0
          ? []
          : [...sumFaults(draft, material, arc, byId, rate), ...faultsOf(items, arc, material, rate)];
      return { result, faults: [...wrong, ...sums] };
    },
  });
}

const seconds = (frames: number, rate: Rate): number => Math.round(msAt(frames, rate) / 100) / 10;

/** Those that fulfil a wish, and the best of others: half of them pictures, or the model would be shown speech alone. */
function shownTo(pool: readonly Candidate[], { order }: Material): Candidate[] {
  const ranked = pool
    .map((candidate, place) => ({
      ...{ candidate, place },
      worth: worthOf(candidate, order.useCase) + (candidate.wishes.length > 0 ? 1 : 0),
    }))
    .sort((a, b) => b.worth - a.worth || a.place - b.place)
    .map(({ candidate }) => candidate);
  const ofKind = (kind: Candidate["kind"]) => ranked.filter((one) => one.kind === kind).slice(0, MOST_SHOWN / 2);
  return [...ofKind("speech"), ...ofKind("picture")];
}

function momentFacts(candidate: Candidate, { order, direction, assets }: Material, rate: Rate) {
  const { id, kind, text, labels, people, features, wishes, assetId } = candidate;
  const lengths = lengthsOf(candidate, craftFor(order.useCase, direction.pace), rate);
  return {
    ...{ id, kind, labels, people, relevance: features.relevance, quality: features.quality, mustHaves: wishes },
    ...(candidate.about.length > 0 && { about: candidate.about }),
    ...(kind === "speech" ? { said: text } : { seen: text }),
    of: assets.find((asset) => asset.assetId === assetId)?.name ?? assetId,
    atSeconds: seconds(spanOf(candidate).from, rate),
    secondsFromTo: lengths && [seconds(lengths.least, rate), seconds(lengths.most, rate)],
  };
}

type ById = ReadonlyMap<string, Candidate>;

function namingFaults({ clips }: z.infer<typeof Draft>, { beats }: Arc, byId: ById): string[] {
  const known = new Set(beats.map(({ id }) => id));
  return clips.flatMap(({ beat, moment }, at) => {
    const candidate = byId.get(moment);
    const again = candidate && clips.slice(0, at).find((other) => overlaps(candidate, byId.get(other.moment)));
    return [
      ...(known.has(beat) ? [] : [`There is no beat ${beat}`]),
      ...(candidate ? [] : [`There is no moment ${moment}`]),
      ...(again ? [`${moment} shows what ${again.moment} shows: each at most once`] : []),
    ];
  });
}

const overlaps = (one: Candidate, other: Candidate | undefined): boolean =>
  other !== undefined && one.assetId === other.assetId && overlapping(spanOf(one), spanOf(other));

function slotsOf(
  { clips }: z.infer<typeof Draft>,
  { order, direction }: Material,
  { beats }: Arc,
  byId: ById,
  rate: Rate,
): Slot[] {
  return beats.flatMap((beat, at): Slot[] => {
    const shown = clips.flatMap(({ beat: of, moment }): Slot[] => {
      const candidate = of === beat.id ? byId.get(moment) : undefined;
      const lengths = candidate && lengthsOf(candidate, craftFor(order.useCase, direction.pace), rate, 2);
      return candidate && lengths ? [{ kind: "clip", beat: beat.id, candidate, lengths, isNeeded: true }] : [];
    });
    // A chapter that shows nothing is not announced.
    return at > 0 && shown.length === 0 ? [] : [...cardSlots(beat, order.useCase, rate, 1), ...shown];
  });
}

function itemsOf(draft: z.infer<typeof Draft>, material: Material, arc: Arc, byId: ById, rate: Rate) {
  if (!isMusical(arc)) return fromSlots(slotsOf(draft, material, arc, byId, rate), arc, rate);
  const pool = draft.clips.flatMap(({ moment }) => byId.get(moment) ?? []);
  const place = new Map(draft.clips.map(({ moment }, at) => [moment, at]));
  // On the beats of the music, in the order in which the model has them.
  const inOrder = ({ id }: Candidate) => -(place.get(candidateOf(id)) ?? pool.length);
  return fromPlaced(fillRhythm({ material, arc, pool, looser: 2, prefers: inOrder }));
}

/** What is too short or too long, with the figures. */
function sumFaults(draft: z.infer<typeof Draft>, material: Material, arc: Arc, byId: ById, rate: Rate): string[] {
  if (isMusical(arc)) return [];
  const slots = slotsOf(draft, material, arc, byId, rate);
  const [least, most] = [sumOf(slots, "least"), sumOf(slots, "most")];
  if (least > arc.frames)
    return [`The moments are ${told(least, rate)} long at least, the film is ${told(arc.frames, rate)}: take some out`];
  if (most < arc.frames)
    return [`The moments are ${told(most, rate)} long at most, the film is ${told(arc.frames, rate)}: add some`];
  return [];
}
