import * as z from "zod";
import type { ModelJudge } from "../../../judge/ask.ts";
import { engineOf } from "../../../setting/setting.schema.ts";
import { CRAFT, frameOfBeat } from "../../craft.ts";
import { inFrames, type Rate, rateOf } from "../../frame-rate.ts";
import { bedOf, directed, targetOf } from "../director.ts";
import type { Material } from "../material.schema.ts";
import { cardOf } from "../number-cards.ts";
import { type Arc, Beat } from "../proposal.schema.ts";
import { type Allow, askCrew, orderFacts } from "./ask-crew.ts";

const Draft = z.object({
  beats: z
    .array(
      z.object({
        role: Beat.shape.role,
        share: z.number().positive().max(100).describe("of the whole length, in percent"),
        wants: Beat.shape.wants,
        energy: z.number().min(0).max(1),
        topic: z.string().nullable().describe("one of the labels, or null"),
        number: z
          .int()
          .nonnegative()
          .nullable()
          .describe("number of the count that its card shows, or null for no card"),
        why: z.string().min(1).max(200),
      }),
    )
    .min(1)
    .max(24),
});

const INSTRUCTIONS = `You are the director of a short film. Draw its arc: the beats in their order, each with its share of the length, what fills it
(speech, picture or any), how lively it is, and why. News begins with the lead and needs speech in it; an aftermovie rises to a peak; a wrapped
has chapters, which may begin with a card that shows one of the counts. Topics and numbers are from the lists, or null.`;

/** Has a model draw the arc. Lengths come out exact: its shares are brought to frames, and to bars of the music. */
export function directByModel(material: Material, judge: ModelJudge, allow: Allow): Promise<Arc> {
  const labels = [...new Set(material.candidates.flatMap((candidate) => candidate.labels))].sort();
  const moments = Object.groupBy(material.candidates, ({ kind }) => kind);
  const facts = JSON.stringify({
    order: orderFacts(material),
    moments: { speech: moments.speech?.length ?? 0, picture: moments.picture?.length ?? 0 },
    labels,
    counts: material.counts.map(({ heading, value, unit }, number) => ({ number, heading, value, unit })),
  });
  return askCrew(judge, allow, {
    ...{ what: "arc", instructions: INSTRUCTIONS, facts, schema: Draft },
    check: (draft) => ({ result: arcOf(draft, material, judge), faults: faultsOf(draft, material, labels) }),
  });
}

function faultsOf(
  { beats }: z.infer<typeof Draft>,
  { order, counts, candidates }: Material,
  labels: readonly string[],
): string[] {
  const speaks = candidates.some(({ kind }) => kind === "speech");
  const [first] = beats;
  return [
    ...beats.flatMap(({ topic }) =>
      topic === null || labels.includes(topic) ? [] : [`“${topic}” is none of the labels`],
    ),
    ...beats.flatMap(({ number }) => (number === null || counts[number] ? [] : [`There is no count ${number}`])),
    ...beats.flatMap(({ wants }) =>
      wants === "speech" && !speaks ? ["Nobody speaks in this footage: no beat can want speech"] : [],
    ),
    ...(order.useCase === "news" && first?.role !== "lead" ? ["News begins with the lead"] : []),
  ];
}

function arcOf({ beats }: z.infer<typeof Draft>, material: Material, judge: ModelJudge): Arc {
  const { cutId, order, frameRate, counts } = material;
  const rate = rateOf(frameRate);
  const [frames, bed] = [targetOf(order, rate), bedOf(material)];
  const all = beats.reduce((sum, { share }) => sum + share, 0);
  const isMusical = order.useCase === "aftermovie" && bed !== null;
  let [begun, share] = [0, 0];
  const drawn = beats.flatMap((beat, index): Beat[] => {
    share += beat.share;
    const wanted = index === beats.length - 1 ? frames : Math.round((share / all) * frames);
    const end = isMusical && index < beats.length - 1 ? onBar(wanted, bed, rate, frames) : wanted;
    const length = end - begun;
    begun = end;
    if (length <= 0) return [];
    const counted = beat.number === null ? undefined : counts[beat.number];
    const card = Math.min(inFrames(CRAFT[order.useCase].cardMs[1], rate), length - 1);
    return [
      {
        ...{ id: `${beat.role}${index + 1}`, role: beat.role, frames: length, wants: beat.wants, energy: beat.energy },
        ...{ mostClips: beat.role === "lead" ? 1 : null, topic: beat.topic, why: beat.why, fades: false },
        musicBeats: isMusical ? (beat.energy > 0.8 ? 2 : beat.energy > 0.5 ? 4 : 8) : null,
        card: counted && card > 0 ? { frames: card, ...cardOf(counted) } : null,
      },
    ];
  });
  return {
    version: 1,
    cutId,
    round: 1,
    engine: engineOf(judge),
    frames,
    bed,
    beats: drawn.map((beat) => directed(beat, material)),
  };
}

/** The nearest bar of the music. */
function onBar(frame: number, bed: NonNullable<Arc["bed"]>, rate: Rate, most: number): number {
  const bar = frameOfBeat(4, bed, rate);
  return Math.min(most, frameOfBeat(4 * Math.round(frame / bar), bed, rate));
}
