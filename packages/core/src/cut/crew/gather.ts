import { overlaps } from "../../scene/material.ts";
import type { Scene } from "../../scene/scene.schema.ts";
import { craftFor } from "../craft.ts";
import { type Rate, rateOf } from "../frame-rate.ts";
import type { GateResult } from "../gate.schema.ts";
import { heed } from "../notes/heed.ts";
import { hasAll, isAbout, namedIn, seenIn } from "../notes/shown.ts";
import type { Wanted } from "../notes/wanted.schema.ts";
import type { KeptOrder, Wish } from "../order.schema.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { countsOf } from "./counts.ts";
import { featuresOf, rarityOf } from "./features.ts";
import { frameRateOf } from "./frame-rate-of.ts";
import { heeding } from "./heeding.ts";
import type { Candidate, Material, PlacedWord, Totals } from "./material.schema.ts";
import { type Moment, momentsOf } from "./moments.ts";
import { withObjections } from "./objections.ts";
import { type Relevance, sceneKey } from "./relevance.ts";
import { type FrameRange, rangeOf, type Source } from "./source.ts";
import { wishedMoments } from "./wishes.ts";
import { worthOf } from "./worth.ts";

/** Scenes that are looked at closely, the best of all, and of each asset at least these. */
const MOST_SCENES = 400;
const LEAST_OF_ASSET = 4;
/** Candidates of a scene of one kind, and of all. */
const OF_SCENE = 8;
const OF_KIND = 400;
/** Worse ones are not offered. */
const LEAST_QUALITY = 0.3;

export interface Gathered {
  readonly cutId: string;
  /** As it was ordered. */
  readonly order: KeptOrder;
  readonly logoUri: string | null;
  readonly notes: readonly string[];
  /** What was understood of the notes, measured, and what was not. */
  readonly wanted: readonly Wanted[];
  readonly notUnderstood: readonly string[];
  /** The revision that was sent back, if one was. */
  readonly sentBack: VariantSpec | undefined;
  readonly totals: Totals;
  readonly input: GateResult;
  readonly sources: readonly Source[];
  /** Scenes that are footage, by asset; null for all. */
  readonly scenes: ReadonlyMap<string, ReadonlySet<number>> | null;
  readonly relevance: Relevance;
}

/** What the crew works on: candidates with what is known of them, the same for the same footage and order. */
export function gather(all: Gathered): Material {
  const material = gatherFor(all);
  const wanted = withObjections(material);
  const isNew = wanted.some(({ objection }, at) => objection !== material.wanted[at]?.objection);
  // What cannot be had is no part of the order any more; the others may be had then.
  return isNew ? gather({ ...all, wanted }) : material;
}

function gatherFor({ sources, scenes, relevance, sentBack, ...given }: Gathered): Material {
  const heeded = heed(given.order, given.wanted, given.totals);
  const { order, direction } = heeded;
  const craft = craftFor(order.useCase, direction.pace);
  const frameRate = frameRateOf(sources);
  const rate = rateOf(frameRate);
  const kept = scenesToLookAt(sources, scenes, relevance);
  const rarity = rarityOf(sources);
  const candidates = sources.flatMap((source, index) => {
    const moments = momentsOf(source, kept.get(source.assetId) ?? [], rate, craft);
    const wished = wishedMoments(source, order.mustHave, rate);
    const all = [...wished.map(({ moment }) => moment), ...moments];
    return all.flatMap((moment, at): Candidate[] => {
      const wish = wished[at]?.wish;
      if (wish === undefined && isUnwanted(moment, source, order.mustNotHave, relevance, rate)) return [];
      const { sentences: _, ...plain } = moment;
      const wishes = wish === undefined ? [] : [wish];
      const judged = featuresOf(moment, source, relevance, rarity, rate);
      const id = `m${index}-${at}`;
      const asked = heeding(moment, source, heeded.wanted, rate);
      return [{ ...plain, id, ...judged, wishes, wasSentBack: wasIn(sentBack, moment), ...asked }];
    });
  });
  const chosen = best(withWishes(candidates, order.mustHave, relevance, heeded.wanted), order);
  return {
    ...{ version: 1, ...given, ...heeded, wanted: [...heeded.wanted], notes: [...given.notes], frameRate },
    notUnderstood: [...given.notUnderstood],
    assets: sources.map(assetOf),
    candidates: chosen,
    words: wordsOf(chosen, sources),
    counts: countsOf(sources),
  };
}

const assetOf = ({ shots: _, words: __, utterances: ___, ...source }: Source): Material["assets"][number] => ({
  ...{ assetId: source.assetId, name: source.name, createdAt: source.createdAt, durationMs: source.durationMs },
  ...{ width: source.width, height: source.height, hasSound: source.hasSound, language: source.language },
  integratedLufs: source.integratedLufs,
  people: source.people.map(({ name, evidence }) => ({ name, evidence })),
});

function scenesToLookAt(
  sources: readonly Source[],
  footage: Gathered["scenes"],
  { scores }: Relevance,
): Map<string, Scene[]> {
  const all = sources.flatMap(({ assetId, scenes }) =>
    scenes
      .filter(({ index }) => !footage || footage.get(assetId)?.has(index))
      .map((scene) => ({
        assetId,
        scene,
        score: (scores.get(sceneKey({ assetId, scene: scene.index })) ?? 0) + salience(scene),
      })),
  );
  const byScore = all.toSorted(
    (a, b) =>
      b.score - a.score || (a.assetId < b.assetId ? -1 : a.assetId > b.assetId ? 1 : a.scene.index - b.scene.index),
  );
  const ofAsset = new Map<string, number>();
  const chosen = byScore.filter(({ assetId }, place) => {
    const before = ofAsset.get(assetId) ?? 0;
    ofAsset.set(assetId, before + 1);
    return place < MOST_SCENES || before < LEAST_OF_ASSET;
  });
  const kept = new Map<string, Scene[]>();
  for (const { assetId, scene } of chosen) kept.set(assetId, [...(kept.get(assetId) ?? []), scene]);
  for (const scenes of kept.values()) scenes.sort((a, b) => a.index - b.index);
  return kept;
}

/** How much there is to see and hear, whatever is asked for. */
function salience({ speech, labels, faces, people, defects }: Scene): number {
  const spoilt = defects.includes("black") || defects.includes("freeze") ? 0.3 : 0;
  return (speech?.quotable ? 0.1 : 0) + 0.02 * Math.min(5, labels.length) + 0.05 * Math.min(3, faces + people) - spoilt;
}

function isUnwanted(
  moment: Moment,
  source: Source,
  wishes: readonly Wish[],
  { matching }: Relevance,
  rate: Rate,
): boolean {
  if (wishes.length === 0) return false;
  const range = rangeOf(moment.core ? reachOf(moment) : moment, rate);
  // All that it could show, however it is trimmed: not only what it shows best.
  const told = [moment.text, ...moment.labels, ...seenIn(source, range), ...namedIn(source, range)].join(" ");
  return wishes.some((wish) =>
    typeof wish === "string"
      ? matching.get(wish)?.has(sceneKey(moment)) || hasAll(told, wish)
      : wish.assetId === moment.assetId && overlaps(wish, range),
  );
}

/** All that a candidate could show, however it is trimmed. */
const reachOf = ({ cuts }: Pick<Moment, "cuts">): FrameRange => ({
  from: cuts[0]?.[0] ?? 0,
  to: cuts.at(-1)?.[1] ?? 0,
});

const wasIn = (spec: VariantSpec | undefined, { assetId, from, to, core }: Moment): boolean =>
  spec?.items.some(
    (item) =>
      item.kind === "clip" &&
      item.assetId === assetId &&
      item.inFrame < (core?.to ?? to) &&
      (core?.from ?? from) < item.inFrame + item.frames,
  ) ?? false;

/** Marks who fulfils a wish in words: those who say or show it themselves; where nobody does, all of the scenes that were found. */
function withWishes(
  candidates: readonly Candidate[],
  wishes: readonly Wish[],
  { matching }: Relevance,
  wanted: readonly Wanted[],
): Candidate[] {
  const byNotes = new Set(
    wanted.flatMap(({ request, objection }) => ("what" in request && objection === null ? [request.what] : [])),
  );
  const fulfilling = wishes.map((wish) => {
    if (typeof wish !== "string") return new Set<Candidate>();
    // Who asks in a note looks at the cut for it: it has to be said or shown there.
    if (byNotes.has(wish)) return new Set(candidates.filter(({ about }) => about.includes(wish)));
    const within = candidates.filter((candidate) => matching.get(wish)?.has(sceneKey(candidate)));
    const own = within.filter(({ text, labels }) => isAbout(`${text} ${labels.join(" ")}`, wish));
    return new Set(own.length > 0 ? own : within);
  });
  return candidates.map((candidate) => ({
    ...candidate,
    wishes: [
      ...candidate.wishes,
      ...wishes.flatMap((_, number) => (fulfilling[number]?.has(candidate) ? [number] : [])),
    ],
  }));
}

/** The best of every scene, then of all; whoever fulfils a wish stays. */
function best(candidates: readonly Candidate[], order: KeptOrder): Candidate[] {
  const usable = candidates.filter(
    ({ features, defects, wishes }) =>
      wishes.length > 0 ||
      (features.quality >= LEAST_QUALITY && defects.every(({ severity }) => severity !== "critical")),
  );
  const ranked = usable
    .map((candidate, place) => ({ candidate, place, worth: worthOf(candidate, order.useCase) }))
    .sort((a, b) => b.worth - a.worth || a.place - b.place);
  const ofScene = new Map<string, number>();
  const ofKind = new Map<string, number>();
  const kept = ranked.filter(({ candidate: { assetId, scene, kind, wishes } }) => {
    const key = `${kind} ${assetId} ${scene}`;
    const [inScene, inKind] = [ofScene.get(key) ?? 0, ofKind.get(kind) ?? 0];
    if (wishes.length === 0 && (inScene >= OF_SCENE || inKind >= OF_KIND)) return false;
    ofScene.set(key, inScene + 1);
    ofKind.set(kind, inKind + 1);
    return true;
  });
  return kept.sort((a, b) => a.place - b.place).map(({ candidate }) => candidate);
}

/** The words that clips of these candidates could let hear. */
function wordsOf(candidates: readonly Candidate[], sources: readonly Source[]): Material["words"] {
  const byAsset = Map.groupBy(
    candidates.filter(({ words }) => words !== null),
    ({ assetId }) => assetId,
  );
  const entries = sources.flatMap((source): [string, PlacedWord[]][] => {
    const slices = (byAsset.get(source.assetId) ?? []).flatMap(({ words }) => words ?? []);
    if (slices.length === 0) return [];
    const wanted = new Set(slices.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
    const places = [...wanted].sort((a, b) => a - b);
    return [[source.assetId, places.flatMap((at) => (source.words[at] ? [{ ...source.words[at], at }] : []))]];
  });
  return Object.fromEntries(entries);
}
