import { BEATS_A_MINUTE, CRAFT } from "../craft.ts";
import { inFrames, type Rate, rateOf } from "../frame-rate.ts";
import type { KeptOrder } from "../order.schema.ts";
import type { BedName } from "../variant-spec.schema.ts";
import type { Counted, Material } from "./material.schema.ts";
import { numberCards, openingCard } from "./number-cards.ts";
import type { Arc, Beat } from "./proposal.schema.ts";

export const RULES = "rules 1";

/** The bed of a tone. */
const BEDS: Readonly<Record<KeptOrder["tone"], BedName>> = {
  energetic: "drive",
  neutral: "pulse",
  warm: "dawn",
  solemn: "still",
};

/** Draws the arc of a cut: which beats it has, and how long each is. Together they are exactly as long as was ordered. */
export function direct(material: Material): Arc {
  const { cutId, order, frameRate } = material;
  const rate = rateOf(frameRate);
  const frames = targetOf(order, rate);
  const bed = bedOf(material);
  const beats = BY_USE_CASE[order.useCase](material, frames, rate, bed ?? "pulse");
  return {
    version: 1,
    cutId,
    round: 1,
    engine: RULES,
    frames,
    bed,
    beats: beats.map((beat) => directed(beat, material)),
  };
}

/** Music would colour what is told as news, unless somebody asks for it. */
export const bedOf = ({ order, direction }: Pick<Material, "order" | "direction">): BedName | null => {
  const isUsual = direction.music === "usual" && order.useCase !== "news";
  return isUsual || direction.music === "on" ? BEDS[order.tone] : null;
};

const CALM = 0.6;

/** A beat as people asked for it: calmer, without cards, in another pace. */
export function directed(beat: Beat, { direction: { calm, cards, pace } }: Pick<Material, "direction">): Beat {
  return {
    ...beat,
    energy: calm ? beat.energy * CALM : beat.energy,
    card: cards ? beat.card : null,
    musicBeats: beat.musicBeats && Math.max(1, Math.round(beat.musicBeats * pace)),
  };
}

export const targetOf = ({ duration }: Pick<KeptOrder, "duration">, rate: Rate): number =>
  Math.max(1, inFrames(duration.targetMs, rate));

const plain = { mostClips: null, musicBeats: null, topic: null, card: null, fades: false } as const;

/** The lead first, then facts, each with something to see; at the end somebody speaks again. */
function news(material: Material, frames: number, rate: Rate): Beat[] {
  const seconds = (value: number) => inFrames(value * 1000, rate);
  const speaks = material.candidates.some(({ kind }) => kind === "speech");
  const lead = Math.min(Math.max(seconds(4), Math.round(frames * 0.2)), seconds(12), frames);
  const pairs = Math.max(0, Math.round((frames - lead) / seconds(11.5 * material.direction.pace)));
  const beats: Beat[] = [
    {
      ...{ ...plain, id: "lead", role: "lead", frames: lead, wants: speaks ? "speech" : "any", energy: 0.6 },
      ...{ mostClips: 1, why: "What it is about, first" },
    },
  ];
  let left = frames - lead;
  for (let pair = 1; pair <= pairs; pair++) {
    const share = Math.round(left / (pairs - pair + 1));
    const view = Math.min(Math.round(share * 0.3), share - 1);
    beats.push(
      {
        ...plain,
        id: `fact${pair}`,
        role: "fact",
        frames: share - view,
        wants: "speech",
        energy: 0.5,
        mostClips: 2,
        why: "A fact, as it was said",
      },
      {
        ...plain,
        id: `view${pair}`,
        role: "view",
        frames: view,
        wants: "picture",
        energy: 0.5,
        why: "What it looks like there",
      },
    );
    left -= share;
  }
  if (left > 0)
    beats.push({ ...plain, id: "close", role: "close", frames: left, wants: "any", energy: 0.4, why: "How it ends" });
  return beats;
}

/** Shares of the whole, how lively each is, and how many beats of music a clip of it has. */
const CURVE = [
  { role: "opening", share: 0.15, energy: 0.3, musicBeats: 8, why: "Where we are" },
  { role: "build", share: 0.3, energy: 0.6, musicBeats: 4, why: "It begins to move" },
  { role: "peak", share: 0.35, energy: 1, musicBeats: 2, why: "The height of it" },
  { role: "release", share: 0.2, energy: 0.4, musicBeats: 8, why: "It comes to rest" },
] as const;

/** An energy curve whose parts begin on bars of the music. */
function aftermovie({ order }: Material, frames: number, rate: Rate, bed: BedName): Beat[] {
  const bar = (4 * 60 * rate.numerator) / (BEATS_A_MINUTE[bed] * rate.denominator);
  let [begun, share] = [0, 0];
  return CURVE.flatMap(({ share: part, ...of }, index): Beat[] => {
    share += part;
    const end =
      index === CURVE.length - 1 ? frames : Math.min(frames, Math.round(Math.round((share * frames) / bar) * bar));
    const length = end - begun;
    begun = end;
    if (length <= 0) return [];
    const fades = order.tone === "warm" || order.tone === "solemn";
    return [{ ...plain, ...of, id: of.role, frames: length, wants: "picture", fades: fades && index > 0 }];
  });
}

/** Chapters, each with a number that was counted, and moments that it is about. */
function wrapped(material: Material, frames: number, rate: Rate): Beat[] {
  const [least, usual] = CRAFT.wrapped.cardMs.map((ms) => inFrames(ms, rate)) as [number, number, number];
  const card = Math.max(1, Math.min(usual, Math.max(least, Math.round(frames * 0.06)), frames - 1));
  const chapters = Math.max(1, Math.min(7, Math.round((frames - card) / inFrames(11_000, rate))));
  const cards = numberCards(material, chapters);
  let left = frames;
  return Array.from({ length: chapters }, (_, index): Beat => {
    const length = index === chapters - 1 ? left : Math.round(frames / chapters);
    left -= length;
    const number = index === 0 ? openingCard(material) : cards[index - 1];
    return {
      ...{ ...plain, id: `chapter${index + 1}`, role: "chapter", frames: length, energy: 0.6 },
      wants: isHeard(number?.of) ? "any" : "picture",
      ...{
        topic: topicOf(number?.of),
        fades: index > 0,
        why: number ? `Chapter: ${number.card.heading}` : "More moments",
      },
      card: number && length > card ? { frames: card, ...number.card } : null,
    };
  });
}

/** Whether a number is about what was said: then somebody may speak in its chapter. */
const isHeard = (counted: Counted | undefined): boolean => /^(words|speech|names)$/.test(counted?.what ?? "");

const topicOf = (counted: Counted | undefined): string | null => counted?.label ?? null;

const BY_USE_CASE = { news, aftermovie, wrapped } as const;
