import type { Scene } from "../../scene/scene.schema.ts";
import { plainQuery } from "../../search/query.ts";
import { chance } from "../../transcript/testing.ts";
import type { Word } from "../../transcript/transcript.schema.ts";
import type { Sight } from "../../vision/vision.schema.ts";
import type { GateResult } from "../gate.schema.ts";
import { inputGate } from "../gates/input.ts";
import type { Reference } from "../gates/reference.ts";
import { CutOrder, type KeptOrder } from "../order.schema.ts";
import type { VariantSpec } from "../variant-spec.schema.ts";
import { frame } from "./cinematographer.ts";
import { direct } from "./director.ts";
import { edit } from "./editor.ts";
import { checkFacts } from "./fact-checker.ts";
import { type Gathered, gather } from "./gather.ts";
import type { Material, Totals } from "./material.schema.ts";
import { analysePacing } from "./pacing-analyst.ts";
import { pack } from "./packager.ts";
import type { Note } from "./proposal.schema.ts";
import { type Relevance, sceneKey, sharedTerms } from "./relevance.ts";
import { decide, gatesFor } from "./send-back.ts";
import { design } from "./sound-designer.ts";
import type { Source } from "./source.ts";
import { specOf } from "./specify.ts";
import { analyseStory } from "./story-analyst.ts";

const SUBJECTS =
  "river bridge market flood budget mayor school children bakery train festival stage singer dancer forest harbour boat rescue firefighter garden".split(
    " ",
  );
const VERBS = "opens closes helps builds brings shows saves feeds carries finds".split(" ");
const FILL = "today with many people near the old town after long weeks of hard work".split(" ");
const LABELS = "Boat Bridge Car Child Crowd Dog Fire House River Singer Stage Street Train Tree".split(" ");
const RATES = ["25/1", "30000/1001", "24000/1001", "50/1", "30/1"];

const ULID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const idOf = (prefix: string, number: number): string =>
  `${prefix}_01KDVZZZZZ${Array.from({ length: 16 }, (_, at) => ULID[Math.floor(number / 32 ** (at % 4)) % 32]).join("")}`;

export const CUT_ID = idOf("cut", 7);
export const assetIdOf = (number: number): string => idOf("ast", number);

export interface LibraryOf {
  readonly seed: number;
  readonly assets: number;
  readonly minutes: number;
  /** Of shots: how many have somebody who speaks. */
  readonly speech?: number;
}

/** A library that was never filmed: assets with shots, speech with sentences, sights, faces, defects. */
export function library({ seed, assets, minutes, speech = 0.6 }: LibraryOf): Source[] {
  const random = chance(seed);
  return Array.from({ length: assets }, (_, number) =>
    sourceOf(random, number, minutes * 60_000 * (0.7 + 0.6 * random()), speech),
  );
}

function sourceOf(random: () => number, number: number, lengthMs: number, speech: number): Source {
  const upTo = (most: number) => Math.floor(random() * most);
  const pick = <Entry>(of: readonly Entry[]): Entry => of[upTo(of.length)] as Entry;
  const durationMs = Math.round(lengthMs);
  const assetId = assetIdOf(number);
  const [shots, words, utterances, sights, defects, scenes]: [
    { startMs: number; endMs: number }[],
    Word[],
    { from: number; to: number }[],
    Sight[],
    Source["defects"][number][],
    Scene[],
  ] = [[], [], [], [], [], []];
  for (let at = 0; at < durationMs; ) {
    const endMs = Math.min(durationMs, at + 1_500 + upTo(18_000));
    const shot = { startMs: at, endMs: durationMs - endMs < 1_500 ? durationMs : endMs };
    const from = words.length;
    const labels = [pick(LABELS), pick(LABELS)].filter((label, index, all) => all.indexOf(label) === index);
    const subject = pick(SUBJECTS);
    if (random() < speech) {
      for (let spoken = shot.startMs + 200 + upTo(900); spoken < shot.endMs - 1_500; spoken += 400 + upTo(1_500)) {
        const count = 4 + upTo(12);
        const begin = words.length;
        for (let word = 0; word < count && spoken < shot.endMs - 300; word++) {
          const length = 120 + upTo(380);
          const isNumber = random() < 0.04;
          const base =
            word === 0
              ? capital(pick(["the", "our", "this"]))
              : word === 1
                ? subject
                : word === 2
                  ? pick(VERBS)
                  : isNumber
                    ? String(upTo(900) + 2)
                    : pick([...FILL, pick(SUBJECTS)]);
          const isLast = word === count - 1 || spoken + length >= shot.endMs - 300;
          const end = Math.min(spoken + length, shot.endMs - 20);
          words.push({
            text: isLast ? `${base}.` : base,
            startMs: spoken,
            endMs: end,
            confidence: 0.95,
            speaker: `s${number % 3}`,
          });
          spoken = end + (random() < 0.6 ? 0 : upTo(160));
        }
        if (words.length > begin) utterances.push({ from: begin, to: words.length });
      }
    }
    for (let seen = shot.startMs; seen < shot.endMs; seen += 1_000 + upTo(4_000))
      sights.push(sightOf(sights.length, seen, shot.endMs, labels, random));
    if (random() < 0.08) {
      const severity = pick(["minor", "major", "critical"] as const);
      const kind = pick(["blur", "black", "freeze", "clipping"] as const);
      defects.push({
        kind,
        severity,
        startMs: shot.startMs,
        endMs: Math.min(shot.endMs, shot.startMs + 1_200),
        value: 1,
        threshold: 0.5,
        unit: "x",
      });
    }
    const said = words
      .slice(from)
      .map(({ text }) => text)
      .join(" ");
    shots.push(shot);
    scenes.push({
      ...{
        index: scenes.length,
        ...shot,
        shots: { from: shots.length - 1, to: shots.length },
        description: `${labels.join(" and ")}.`,
        evidence: [],
      },
      speech: said ? { from, to: words.length, text: said, confidence: 0.95, quotable: true } : null,
      ...{
        labels: labels.map((name) => ({ name, confidence: 0.9 })),
        people: upTo(4),
        faces: upTo(2),
        texts: [],
        colours: [],
        defects: [],
        posterFrame: null,
      },
    });
    at = shot.endMs;
  }
  return {
    ...{
      assetId,
      name: `take ${number}.mov`,
      createdAt: new Date(Date.UTC(2026, 0, 1 + number)).toISOString(),
      durationMs,
    },
    ...{
      frameRate: pick(RATES),
      width: number % 4 === 3 ? 1080 : 1920,
      height: number % 4 === 3 ? 1920 : 1080,
      hasSound: true,
    },
    ...{
      language: "en",
      integratedLufs: -18 - upTo(12),
      shots,
      words,
      utterances,
      quotable: true,
      sights,
      defects,
      scenes,
      people: [],
    },
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function sightOf(index: number, atMs: number, endMs: number, labels: readonly string[], random: () => number): Sight {
  const box = () => ({
    left: random() * 0.6,
    top: random() * 0.4,
    width: 0.1 + random() * 0.25,
    height: 0.2 + random() * 0.3,
  });
  const hex = `#${Math.floor(random() * 0xffffff)
    .toString(16)
    .padStart(6, "0")}`;
  return {
    ...{ index, atMs, untilMs: Math.min(endMs, atMs + 2_000), texts: [], colours: [{ hex, share: 1 }] },
    labels: labels.map((name) => ({ name, confidence: 0.9, boxes: [box()] })),
    people: random() < 0.5 ? [{ box: box(), confidence: 0.9 }] : [],
    faces: random() < 0.3 ? [{ box: box(), confidence: 0.9 }] : [],
  };
}

/** An order as it is kept, with what is given. */
export function orderOf(
  of: Partial<Omit<CutOrder, "duration">> & { targetMs?: number; toleranceMs?: number },
): KeptOrder {
  const { targetMs = 60_000, toleranceMs = 2_000, ...rest } = of;
  const duration = { targetMs, toleranceMs };
  const {
    brand: { logo: _, ...brand },
    ...order
  } = CutOrder.parse({
    ...{ useCase: "news", footage: { by: "collection", collection: "all" }, duration },
    ...rest,
  });
  return { ...order, brand };
}

/** A brief that asks for some things of the library, at random. */
export const briefOf = (random: () => number): string => {
  const pick = () => SUBJECTS[Math.floor(random() * SUBJECTS.length)] ?? "river";
  return `How the ${pick()} ${VERBS[Math.floor(random() * VERBS.length)]} the ${pick()}. Show the ${pick()}.`;
};

export function totalsOf(sources: readonly Source[]): Totals {
  const words = sources.reduce((sum, source) => sum + source.words.length, 0);
  return {
    ...{ assets: sources.length, searchable: sources.length, gone: [], notUnderstood: [], found: null },
    durationMs: sources.reduce((sum, { durationMs }) => sum + durationMs, 0),
    ...{ pictures: sources.filter(({ frameRate }) => frameRate !== null).length, words, quotableWords: words },
  };
}

/** By shared words alone, where the product asks its search. */
export function relevanceFor(
  { brief, title, mustHave, mustNotHave }: KeptOrder,
  sources: readonly Source[],
): Relevance {
  const scenes = sources.flatMap(({ assetId, scenes }) =>
    scenes.map(({ index, speech, labels }) => ({
      key: sceneKey({ assetId, scene: index }),
      text: `${speech?.text ?? ""} ${labels.map(({ name }) => name).join(" ")}`,
    })),
  );
  const texts = [title ?? "", brief, ...mustHave.filter((wish) => typeof wish === "string")];
  const terms = new Set(texts.flatMap((text) => plainQuery(text).terms));
  const having = (text: string) =>
    new Set(
      scenes.flatMap(({ key, text: own }) => (sharedTerms(own, new Set(plainQuery(text).terms)) > 0.5 ? [key] : [])),
    );
  const wishes = [...mustHave, ...mustNotHave].filter((wish) => typeof wish === "string");
  return {
    scores: terms.size === 0 ? new Map() : new Map(scenes.map(({ key, text }) => [key, sharedTerms(text, terms)])),
    terms,
    matching: new Map(wishes.map((wish) => [wish, having(wish)])),
  };
}

/** What the crew works on, of a library that was made up. */
export function materialFor(order: KeptOrder, sources: readonly Source[], of: Partial<Gathered> = {}): Material {
  const totals = totalsOf(sources);
  return gather({
    ...{ cutId: CUT_ID, order, logoUri: null, sentBack: undefined, totals, input: inputGate(order, totals) },
    ...{ notes: [], wanted: [], notUnderstood: [] },
    ...{ sources, scenes: null, relevance: relevanceFor(order, sources) },
    ...of,
  });
}

/** What the gates hold it against. */
export const referenceFor =
  (material: Material, sources: readonly Source[]) =>
  (notes: readonly Note[] = []): Reference => ({
    ...{ order: material.order, counts: material.counts, wanted: material.wanted, notes },
    sources: new Map(sources.map((source) => [source.assetId, source])),
  });

export interface Composed {
  /** Of the last round; undefined when there was nothing to show. */
  readonly spec: VariantSpec | undefined;
  readonly rounds: readonly (readonly GateResult[])[];
  readonly passed: boolean;
}

/**
 * The whole crew by rules, round after round, without documents in between: what workflow Compose does, in one call. `against` gives
 * what the gates hold a spec against.
 */
export function compose(
  material: Material,
  revision: number,
  against: (notes: readonly Note[]) => Reference,
): Composed {
  if (!material.input.passed) return { spec: undefined, rounds: [[material.input]], passed: false };
  const arc = direct(material);
  const rounds: GateResult[][] = [];
  let notes: Note[] = [];
  for (let round = 1; ; round++) {
    const cut = edit(material, arc, notes, round);
    const [frames, sounds] = [frame(material, cut), design(material, arc, cut)];
    const [story, pacing] = [analyseStory(material, arc, cut), analysePacing(material, arc, cut)];
    const packed = pack(material, cut, frames, sounds);
    const facts = checkFacts(material, cut, packed);
    const spec = specOf(material, revision, { arc, edit: cut, frames, sounds, pack: packed, facts });
    const asked = [...story.notes, ...pacing.notes];
    const gates = gatesFor(spec, material, cut.faults, against(asked));
    rounds.push(gates);
    const { decision, notes: next } = decide(round, gates, spec, [...notes, ...asked]);
    if (decision !== "sent_back") return { spec, rounds, passed: decision === "passed" };
    notes = next;
  }
}
