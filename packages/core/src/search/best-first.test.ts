import { expect, it } from "vitest";
import { bestFirst } from "./best-first.ts";

it("puts positions in the order of their scores, and of themselves where scores are the same", () => {
  const scores = Float64Array.from({ length: 5000 }, (_, at) => ((at * 7919) % 613) / 97);
  const among = Array.from(scores.keys()).filter((at) => at % 3 !== 0);
  const expected = among.toSorted((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  expect(Array.from(bestFirst(among, scores))).toEqual(expected);
});

it.each([
  ["nothing", [], []],
  ["scores of nothing but 0", [0, 1, 2], [0, 1, 2]],
])("of %s", (_what, among, expected) => {
  expect(Array.from(bestFirst(among, new Float64Array(3)))).toEqual(expected);
});
