import { expect, it } from "vitest";
import { factsOf } from "./derivative.ts";

it.each([
  [{ kind: "defects", count: 1 }, "1 defect"],
  [{ kind: "scenes", count: 0 }, "0 scenes"],
  [{ kind: "captions", cues: 1, language: "en-US" }, "1 cue, en-US"],
  [{ kind: "storyboard", sprites: [{}, {}] }, "2 sprites"],
  [{ kind: "segment", terms: 12, scenes: 1 }, "12 terms in 1 scene"],
])("says of %o: %s", (derivative, facts) => {
  expect(factsOf(derivative as never)).toBe(facts);
});
