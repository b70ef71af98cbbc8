import { describe, expect, it } from "vitest";
import type { Totals } from "../crew/material.schema.ts";
import { assetIdOf, compose, library, materialFor, orderOf, referenceFor } from "../crew/testing.ts";
import { inputGate } from "./input.ts";

const [one, other] = [assetIdOf(1), assetIdOf(2)];
const span = (startMs: number, endMs: number, assetId = one) => ({ assetId, startMs, endMs });
const enough: Totals = {
  ...{ assets: 3, searchable: 3, gone: [], notUnderstood: [], durationMs: 600_000, pictures: 3 },
  ...{ words: 900, quotableWords: 900, found: null },
};
type Given = Parameters<typeof orderOf>[0];

describe("the input gate", () => {
  it.each<[what: string, order: Given, totals: Partial<Totals>, says: RegExp]>([
    ["a second", { targetMs: 1000 }, {}, /tells nothing: order at least 5 s/],
    ["twenty minutes", { targetMs: 1_200_000 }, { durationMs: 9_000_000 }, /is a programme: order at most 600 s/],
    ["more than there is", {}, { durationMs: 20_000 }, /footage is 20 s long.*add footage or order a shorter cut/],
    ["news where nobody speaks", {}, { words: 0, quotableWords: 0 }, /Nobody speaks.*add footage with speech/],
    [
      "what no search finds",
      { footage: { by: "search", query: "zebra" } },
      { found: 0, assets: 0, searchable: 0 },
      /matches “zebra”: search for something else/,
    ],
    [
      "an empty collection",
      { footage: { by: "collection", collection: "x" } },
      { assets: 0, searchable: 0 },
      /collection “x”: add assets/,
    ],
    ["what is not understood", {}, { searchable: 0, notUnderstood: [one] }, /None of the footage is searchable: wait/],
    ["assets that are gone", {}, { gone: [one] }, /is not in the library any more: take it out/],
    ["sound without pictures", {}, { pictures: 0 }, /sound only/],
    [
      "the same wish in both",
      { mustHave: ["The Goal!"], mustNotHave: ["the goal"] },
      {},
      /must be in the cut and must not/,
    ],
    [
      "moments that overlap in both",
      { mustHave: [span(0, 2000)], mustNotHave: [span(1000, 3000)] },
      {},
      /must be in the cut and must not/,
    ],
    [
      "must-haves longer than the cut",
      { mustHave: [span(0, 50_000), span(0, 50_000, other)] },
      {},
      /100 s long, the cut at most 62 s/,
    ],
    ["a moment that has no length", { mustHave: [span(5000, 5000)] }, {}, /ends before it begins/],
    [
      "a moment of foreign footage",
      { footage: { by: "assets", assetIds: [other] }, mustHave: [span(0, 1000)] },
      {},
      /not in the footage: add it/,
    ],
  ])("refuses %s, and says what to do", (_what, given, totals, says) => {
    const result = inputGate(orderOf(given), { ...enough, ...totals });
    expect(result.passed).toBe(false);
    expect(
      result.findings
        .filter(({ passed }) => !passed)
        .map(({ text }) => text)
        .join(" "),
    ).toMatch(says);
  });

  it("remarks on an unusual length and on speech that cannot be quoted, and lets both pass", () => {
    const result = inputGate(orderOf({ targetMs: 20_000 }), { ...enough, quotableWords: 0 });
    expect(result.passed).toBe(true);
    expect(result.findings.map(({ text }) => text).join(" ")).toMatch(/unusual length.*no captions/);
  });
});

describe("footage of one kind", () => {
  it("ends a cut that cannot be filled with a clear word, after three rounds", () => {
    const sources = library({ seed: 9, assets: 1, minutes: 1, speech: 0 }).map((source) => ({
      ...source,
      defects: [
        {
          kind: "blur" as const,
          severity: "critical" as const,
          startMs: 8_000,
          endMs: 90_000,
          value: 1,
          threshold: 0,
          unit: "x",
        },
      ],
    }));
    const material = materialFor(orderOf({ useCase: "wrapped", targetMs: 40_000, toleranceMs: 0 }), sources);
    const { passed, rounds } = compose(material, 1, referenceFor(material, sources));
    expect({ passed, rounds: rounds.length }).toEqual({ passed: false, rounds: 3 });
    expect(rounds.at(-1)?.find(({ gate }) => gate === "quality")?.findings[0]?.text).toMatch(
      /could be filled of 40\.0 s/,
    );
  });

  it("of eight hours gives a cut like any other", () => {
    const sources = library({ seed: 10, assets: 8, minutes: 60 });
    const material = materialFor(orderOf({ brief: "The mayor opens the bridge" }), sources);
    expect(compose(material, 1, referenceFor(material, sources)).passed).toBe(true);
    expect(material.candidates.length).toBeLessThanOrEqual(800);
  });

  it("has what must be in, and nothing that must not", () => {
    const sources = library({ seed: 11, assets: 6, minutes: 6 });
    const [first] = sources;
    const [word] = first?.words.slice(40) ?? [];
    const startMs = word?.startMs ?? 0;
    const wish = { assetId: first?.assetId ?? "", startMs, endMs: startMs + 3000 };
    for (const useCase of ["news", "aftermovie", "wrapped"] as const) {
      const order = orderOf({ useCase, mustHave: [wish, "singer"], mustNotHave: ["firefighter"] });
      const material = materialFor(order, sources);
      const { spec, passed } = compose(material, 1, referenceFor(material, sources));
      expect({ useCase, passed }).toEqual({ useCase, passed: true });
      const [frames = 25, seconds = 1] = (spec?.frameRate ?? "").split("/").map(Number);
      const ms = (frame: number) => (frame * 1000 * seconds) / frames;
      const clips = spec?.items.filter((item) => item.kind === "clip") ?? [];
      const has = clips.some(
        (clip) =>
          clip.assetId === wish.assetId &&
          ms(clip.inFrame) <= wish.startMs &&
          ms(clip.inFrame + clip.frames) >= wish.endMs,
      );
      expect({ useCase, has }).toEqual({ useCase, has: true });
      expect(clips.map(({ why }) => why).join(" ")).not.toMatch(/firefighter/i);
    }
  });
});
