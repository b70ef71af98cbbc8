import { describe, expect, it } from "vitest";
import { compose, library, materialFor, orderOf, referenceFor } from "../crew/testing.ts";
import type { Finding } from "../gate.schema.ts";
import { judge } from "../gates/gates.ts";
import type { KeptOrder, UseCase } from "../order.schema.ts";
import type { ClipItem, VariantSpec } from "../variant-spec.schema.ts";
import { measure, type Said } from "./measure.ts";
import { readNote } from "./read-note.ts";

const sources = library({ seed: 41, assets: 4, minutes: 2.5, speech: 0.6 });
const byId = new Map(sources.map((source) => [source.assetId, source]));
const BRIEF = "How the mayor opens the bridge.";
const ordered = (useCase: UseCase, of: Parameters<typeof orderOf>[0] = {}) =>
  orderOf({ useCase, brief: BRIEF, targetMs: 45_000, ...of });

const made = new Map<string, VariantSpec>();

function first(order: KeptOrder): VariantSpec {
  const key = JSON.stringify(order);
  const known = made.get(key);
  if (known) return known;
  const material = materialFor(order, sources);
  const { spec, passed } = compose(material, 1, referenceFor(material, sources));
  if (!spec || !passed) throw new Error("The first version did not pass");
  made.set(key, spec);
  return spec;
}

const saidOf = (revision: number, note: string): Said[] => readNote(note).requests.map((one) => ({ revision, ...one }));

/** The next version, by notes on earlier ones. */
function next(order: KeptOrder, versions: readonly VariantSpec[], notes: readonly string[]) {
  const specs = new Map(versions.map((spec) => [spec.revision, spec]));
  const said = notes.flatMap((note, at) => saidOf(at + 1, note));
  const wanted = measure(said, specs, byId);
  const material = materialFor(order, sources, { wanted, sentBack: versions.at(-1) });
  const reference = referenceFor(material, sources);
  return { material, reference, ...compose(material, versions.length + 1, reference) };
}

const clips = ({ items }: VariantSpec): ClipItem[] => items.filter((item) => item.kind === "clip");
const lengthOf = ({ items }: VariantSpec) => items.reduce((sum, { frames }) => sum + frames, 0);
const told = (rounds: readonly (readonly { findings: readonly Finding[] }[])[]) =>
  rounds.at(-1)?.flatMap(({ findings }) => findings.filter(({ passed }) => !passed).map(({ text }) => text));
const meanOf = (spec: VariantSpec) => clips(spec).reduce((sum, { frames }) => sum + frames, 0) / clips(spec).length;
/** Told apart from the gate: labels of every sight that begins within a clip. */
const labelsOf = (spec: VariantSpec, { assetId, inFrame, frames }: ClipItem): string[] => {
  const [fps = 25, seconds = 1] = spec.frameRate.split("/").map(Number);
  const ms = (frame: number) => (frame * 1000 * seconds) / fps;
  const { sights = [] } = byId.get(assetId) ?? {};
  return sights
    .filter(({ atMs }) => atMs >= ms(inFrame) && atMs < ms(inFrame + frames))
    .flatMap(({ labels }) => labels.map(({ name }) => name));
};

interface Case {
  readonly useCase: UseCase;
  readonly note: string;
  readonly of?: Parameters<typeof orderOf>[0];
  readonly holds: (now: VariantSpec, before: VariantSpec) => boolean;
}

const cases: Case[] = [
  { useCase: "news", note: "Shorter by 10 s", holds: (now, { frames }) => lengthOf(now) < frames * 0.8 },
  { useCase: "aftermovie", note: "15 s longer", holds: (now, { frames }) => lengthOf(now) > frames * 1.3 },
  { useCase: "wrapped", note: "It should be 30 s long", holds: (now, { frames }) => lengthOf(now) < frames * 0.7 },
  { useCase: "news", note: "faster", holds: (now, before) => meanOf(now) < meanOf(before) },
  { useCase: "aftermovie", note: "faster", holds: (now, before) => meanOf(now) < meanOf(before) },
  { useCase: "aftermovie", note: "calmer", holds: (now, before) => meanOf(now) > meanOf(before) },
  { useCase: "wrapped", note: "slower", holds: (now, before) => meanOf(now) > meanOf(before) },
  ...(["news", "aftermovie", "wrapped"] as const).flatMap((useCase): Case[] => [
    {
      ...{ useCase, note: "no boats" },
      holds: (now) => clips(now).every((clip) => !labelsOf(now, clip).includes("Boat")),
    },
    {
      ...{ useCase, note: "Start with a dog" },
      holds: (now) => labelsOf(now, clips(now)[0] as ClipItem).includes("Dog") || /dog/i.test(clips(now)[0]?.why ?? ""),
    },
    {
      ...{ useCase, note: "End with the train" },
      holds: (now) => {
        const last = clips(now).at(-1) as ClipItem;
        return labelsOf(now, last).includes("Train") || /train/i.test(last.why);
      },
    },
    {
      ...{ useCase, note: "remove clip 2" },
      holds: (now, before) => {
        const gone = before.items[1] as ClipItem;
        return clips(now).every(
          ({ assetId, inFrame, frames }) =>
            assetId !== gone.assetId || inFrame >= gone.inFrame + gone.frames || inFrame + frames <= gone.inFrame,
        );
      },
    },
    {
      ...{ useCase, note: "keep clip 3" },
      holds: (now, before) => {
        const kept = before.items[2] as ClipItem;
        return clips(now).some(
          ({ assetId, inFrame, frames }) =>
            assetId === kept.assetId && inFrame <= kept.inFrame && inFrame + frames >= kept.inFrame + kept.frames,
        );
      },
    },
    { useCase, note: "more of the singer", holds: () => true },
    { useCase, note: "less of the river", holds: () => true },
    { useCase, note: "no captions", holds: (now) => now.captions.length === 0 },
  ]),
  {
    useCase: "news",
    note: "Keep the first clip",
    holds: (now, before) => clips(now)[0]?.assetId === clips(before)[0]?.assetId,
  },
  { useCase: "aftermovie", note: "no music", holds: ({ music }) => music === null },
  { useCase: "news", note: "music on", holds: ({ music }) => music !== null },
  {
    ...{ useCase: "wrapped", note: "quieter music" },
    holds: (now, before) => (now.music?.gainDb ?? 0) < (before.music?.gainDb ?? 0),
  },
  { useCase: "wrapped", note: "without cards", holds: ({ items }) => items.every(({ kind }) => kind === "clip") },
  {
    ...{ useCase: "news", note: "captions on", of: { formats: [{ name: "landscape", captions: "none" }] as never } },
    holds: ({ captions, variants }) => captions.length > 0 && variants[0]?.captions === "burned",
  },
];

describe("a request of a note", () => {
  it.each(cases)(
    "“$note” of $useCase holds in the next version, and passes all gates",
    ({ useCase, note, of, holds }) => {
      const order = ordered(useCase, of);
      const before = first(order);
      const { spec, passed, material, rounds } = next(order, [before], [note]);
      expect([note, material.wanted.map(({ objection }) => objection)]).toEqual([note, [null]]);
      expect([passed, told(rounds)]).toEqual([true, []]);
      expect(holds(spec as VariantSpec, before)).toBe(true);
    },
  );

  it("holds on in later versions, until a later word takes it back", () => {
    const order = ordered("wrapped");
    const one = first(order);
    const two = next(order, [one], ["no music, no boats"]);
    const three = next(order, [one, two.spec as VariantSpec], ["no music, no boats", "shorter"]);
    expect([three.passed, three.spec?.music]).toEqual([true, null]);
    expect(three.material.wanted.map(({ request }) => request.ask)).toEqual(["music", "without", "shorter"]);
    const four = next(order, [one, two.spec as VariantSpec], ["no music, no boats", "music on"]);
    expect([four.passed, four.spec?.music !== null]).toEqual([true, true]);
    expect(four.material.wanted.map(({ words }) => words)).toEqual(["no boats", "music on"]);
  });

  it.each([
    ["news", "20 minutes longer", /is a programme: order at most 600 s/],
    ["news", "Shorter by 44 s", /tells nothing: order at least 5 s/],
    ["news", "start with the volcano", /Nobody says or shows “volcano” in this footage/],
    ["news", "more of the volcano", /Nobody says or shows “volcano” in this footage/],
    ["news", "less of the volcano", /There was nothing of “volcano” in it/],
    ["news", "remove clip 300", /Version 1 has \d+ parts, and none there/],
    ["wrapped", "keep the first clip", /That part of version 1 is a card/],
    ["news", "quieter music", /Version 1 has no music/],
  ] as const)("of %s that cannot be had, “%s”, is objected to in words, and the rest is done", (useCase, note, why) => {
    const order = ordered(useCase);
    const { material, passed, spec } = next(order, [first(order)], [`${note}; no captions`]);
    expect(material.wanted[0]?.objection).toMatch(why);
    expect([passed, spec?.captions]).toEqual([true, []]);
  });

  it("is objected to where the footage is long enough, and not enough of it can be cut", () => {
    const few = library({ seed: 43, assets: 1, minutes: 1.2 });
    const order = orderOf({ useCase: "aftermovie", targetMs: 30_000, toleranceMs: 0 });
    const footage = few[0]?.durationMs ?? 0;
    const { spec } = compose(materialFor(order, few), 1, referenceFor(materialFor(order, few), few));
    const said = saidOf(1, `${Math.floor(footage / 1000) - 30} s longer`);
    const wanted = measure(said, new Map([[1, spec as VariantSpec]]), new Map(few.map((one) => [one.assetId, one])));
    const [answer] = materialFor(order, few, { wanted }).wanted;
    expect(answer?.objection).toMatch(
      /^\d+\.\d s of the footage at most can be cut, and the cut is to be \d+\.0 s long/,
    );
  });

  it("that the crew only says to have heeded is found out by the gate of quality", () => {
    const order = ordered("wrapped");
    const before = first(order);
    const notes = "no music, without cards, start with a dog, remove clip 2, shorter, no captions, faster, no boats";
    const { reference } = next(order, [before], [notes]);
    const unheeded = { ...before, revision: 2 };
    const gates = judge(unheeded, { ...reference(), order }, { gate: "input", passed: true, findings: [] });
    const faults = gates.find(({ gate }) => gate === "quality")?.findings.filter(({ passed }) => !passed);
    for (const words of [
      "no music",
      "without cards",
      "start with a dog",
      "remove clip 2",
      "shorter",
      "no captions",
      "faster",
    ])
      expect(faults?.map(({ text }) => text).join("\n")).toContain(`“${words}”`);
  });
});
