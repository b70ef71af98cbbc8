import { expect, it } from "vitest";
import { moveOf, PERCEIVED } from "./progress.ts";

it.each([
  ["Submit", 0, 10],
  ["Submit", 50, 48],
  ["Submit", 100, 85],
  ["Finish", 100, 99],
  ["Scenes", 0, PERCEIVED],
])("goes to %s %d %%: %s %% of the way", (step, percent, to) => {
  expect(moveOf(step, percent)).toEqual({ to });
});

it("leads nowhere where a run only ends", () => {
  expect(moveOf("Fail", 0)).toBeUndefined();
});

it("adds what was done since, of a step with others beside it, and of a part of one", () => {
  expect(moveOf("Measure.0", 0)).toEqual({ by: 0 });
  expect(moveOf("Measure.0", 50)).toEqual({ by: 13 });
  expect(moveOf("Measure.0", 100, { before: 50, parts: 2 })).toEqual({ by: 6.5 });
});

it("comes to where all is perceived when all of it is", () => {
  const steps = ["Hear", "Captions", "Shots", "Sample", "Gather", "Ranges", "Check"].map((step) => moveOf(step, 100));
  const parts = ["See.0", "See.1", "See.2", "Measure.0", "Measure.1", "Measure.2"];
  const all = [...steps, ...parts.map((part) => moveOf(part, 100, { parts: 3 }))];
  const sum = all.reduce((before, move) => before + (move && "by" in move ? move.by : Number.NaN), 0);
  expect(sum).toBeLessThanOrEqual(PERCEIVED);
  expect(sum).toBeGreaterThan(PERCEIVED - 0.1);
});
