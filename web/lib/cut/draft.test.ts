import { CutOrder } from "@videoflow/core/cut/order.schema";
import { expect, it } from "vitest";
import { type Draft, EMPTY_DRAFT, orderOf, problemOf, type Step } from "./draft.ts";

const ASSET = "ast_01JZX3V6Q5R8T9W2Y4A6C8E0G1";
const full: Draft = {
  ...EMPTY_DRAFT,
  useCase: "news",
  assetIds: [ASSET],
  brief: " The bridge opens ",
  mustHave: [{ text: "the ribbon" }, { text: "Bridge 0:10", moment: { assetId: ASSET, startMs: 10, endMs: 20 } }],
  budget: "0.5",
};

it("makes an order that the API's own schema takes", () => {
  expect(CutOrder.parse(orderOf(full))).toMatchObject({
    footage: { by: "assets", assetIds: [ASSET] },
    brief: "The bridge opens",
    duration: { targetMs: 60_000, toleranceMs: 2000 },
    mustHave: ["the ribbon", { assetId: ASSET, startMs: 10, endMs: 20 }],
    formats: [{ name: "landscape", lines: 1080, captions: "burned", hls: false }],
    budgetMicroUsd: 500_000,
  });
});

it.each<[Step, Partial<Draft>, RegExp]>([
  ["use-case", { useCase: null }, /what the cut is for/],
  ["footage", { assetIds: [] }, /at least one asset/],
  ["footage", { by: "collection" }, /a collection/],
  ["footage", { by: "search", query: "  " }, /search for/],
  ["brief", { seconds: 0 }, /between 1 and 3600/],
  ["brief", { seconds: Number.NaN }, /between 1 and 3600/],
  ["brief", { toleranceSeconds: 601 }, /tolerance/],
  ["brief", JSON.parse(JSON.stringify({ toleranceSeconds: Number.NaN })), /tolerance/],
  ["formats", { formats: { ...full.formats, landscape: { ...full.formats.landscape, on: false } } }, /one format/],
  ["formats", { budget: "-1" }, /amount of dollars/],
])("says what is missing in %s", (step, change, problem) => {
  const draft = { ...full, ...change };
  expect(problemOf(step, draft)).toMatch(problem);
  expect(problemOf("review", draft)).toMatch(problem);
  expect(orderOf(draft)).toBeNull();
});
