import { expect, it } from "vitest";
import type { SearchParams } from "./params.ts";
import { isAsked, paramsOf, savedQueryOf } from "./saved-query.ts";

const NOTHING: SearchParams = {
  ...{ q: "", like: null, people: null, label: [], text: [], speech: null, defect: [] },
  ...{ minDurationMs: null, maxDurationMs: null, after: null, before: null, tag: [], collection: [] },
};

it("keeps what is asked for, and leads back to it and to nothing else", () => {
  const params: SearchParams = { ...NOTHING, q: " ferry ", people: 0, label: ["Boat"], tag: ["sea"] };
  const query = savedQueryOf(params);
  expect(query).toEqual({ q: "ferry", people: 0, label: ["Boat"], tag: ["sea"] });
  expect(paramsOf(query)).toMatchObject({ q: "ferry", label: ["Boat"], like: null, text: null, speech: null });
  expect(isAsked({ tag: ["sea"], label: ["Boat"], people: 0, q: "ferry" }, params)).toBe(true);
  expect(isAsked(query, { ...params, tag: [] })).toBe(false);
  expect(isAsked(query, { ...params, like: { assetId: "ast_1", scene: 0 } })).toBe(false);
});
