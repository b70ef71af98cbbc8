import type { VariantSpec } from "@videoflow/client/schema";
import { expect, it } from "vitest";
import { lanesOfCut } from "./lanes.ts";
import { placedItems } from "./spec.ts";

const shared = { fadeIn: null, why: "The lead", evidence: [{ brief: "lead" }] };
const sound = { on: true, gainDb: 0, leadFrames: 0, tailFrames: 25 };
const spec: VariantSpec = {
  ...{ version: 1, cutId: "cut_1", revision: 1, useCase: "news", title: "Flood", frameRate: "25/1", frames: 150 },
  items: [
    { kind: "clip", id: "a", assetId: "ast_1", inFrame: 0, frames: 100, sound, framing: {}, ...shared },
    { kind: "card", id: "b", frames: 50, heading: "houses", figure: "42", detail: null, ...shared },
  ],
  titles: [{ id: "t", kind: "title", startFrame: 25, frames: 50, lines: ["One", "Two"], evidence: [{ brief: "x" }] }],
  ...{ captions: [], music: null, loudness: { integratedLufs: -14, truePeakDbtp: -1 }, brand: { logoUri: null } },
  ...{ variants: [], engine: "rules 1" },
};

it("puts what stands in a cut on lanes in milliseconds, and leaves empty ones out", () => {
  const lanes = lanesOfCut(spec).map(({ id, items }) => [
    id,
    items.map(({ startMs, endMs, text }) => [startMs, endMs, text]),
  ]);
  expect(lanes).toEqual([
    [
      "items",
      [
        [0, 4000, "1. The lead"],
        [4000, 6000, "2. 42 houses"],
      ],
    ],
    ["sound", [[0, 5000, "Its own sound"]]],
    ["titles", [[1000, 3000, "One / Two"]]],
  ]);
});

it("numbers items and tells where each begins", () => {
  expect(placedItems(spec).map(({ number, startFrame }) => [number, startFrame])).toEqual([
    [1, 0],
    [2, 100],
  ]);
});
