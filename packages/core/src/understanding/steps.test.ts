import { describe, expect, it } from "vitest";
import { isForced } from "./steps.ts";
import { UnderstandStep } from "./understanding.schema.ts";

const forced = (from: UnderstandStep | undefined) => UnderstandStep.options.filter((step) => isForced(step, from));

describe("reprocessing from a step", () => {
  it.each([
    ["Derive", UnderstandStep.options],
    ["Hear", ["Hear", "Captions", "Scenes", "Brief", "Embed", "Index"]],
    ["Sample", ["Sample", "See", "Gather", "Scenes", "Brief", "Embed", "Index"]],
    ["Measure", ["Measure", "Check", "Scenes", "Brief", "Embed", "Index"]],
    ["Check", ["Check", "Scenes", "Brief", "Embed", "Index"]],
    ["Index", ["Index"]],
  ] as const)("%s makes again what depends on it, and nothing else", (from, steps) => {
    expect(forced(from)).toEqual(steps);
  });

  it("is not asked for by a first run", () => {
    expect(forced(undefined)).toEqual([]);
  });
});
