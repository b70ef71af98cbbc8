import { expect, it } from "vitest";
import { configured } from "./configured.ts";

const graph = {
  ...{ app: "test", stage: "test", resources: [], functions: {} },
  links: { Limits: { type: "sst.sst.Linkable", maxBytes: 1, maxDurationMs: 2 }, Other: { name: "other" } },
};

it("gives links other values, and leaves the rest as infra has it", () => {
  expect(configured(graph, { Limits: { maxBytes: 10 } }).links).toEqual({
    ...graph.links,
    Limits: { type: "sst.sst.Linkable", maxBytes: 10, maxDurationMs: 2 },
  });
  expect(graph.links.Limits.maxBytes).toBe(1);
});

it.each([
  ["a link", { Limit: { maxBytes: 1 } }],
  ["a property", { Limits: { maxByte: 1 } }],
])("does not take %s that infra does not have", (_what, settings) => {
  expect(() => configured(graph, settings)).toThrow("The graph has no");
});
