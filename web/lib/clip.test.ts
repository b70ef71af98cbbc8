import { expect, it } from "vitest";
import { formatPlace, rangeOf, withMark } from "./clip.ts";

const none = { inMs: null, outMs: null };

it("marks a range once both marks stand the right way round", () => {
  const begun = withMark(none, "in", 2000);
  expect(rangeOf(begun)).toBeUndefined();
  expect(rangeOf(withMark(begun, "out", 5000))).toEqual({ startMs: 2000, endMs: 5000 });
});

it.each([
  [{ inMs: 2000, outMs: 5000 }, "in", 6000, { inMs: 6000, outMs: null }],
  [{ inMs: 2000, outMs: 5000 }, "out", 1000, { inMs: null, outMs: 1000 }],
  [{ inMs: 2000, outMs: 5000 }, "in", 3000, { inMs: 3000, outMs: 5000 }],
] as const)("of %o, marking %s at %i ms makes %o", (marks, which, ms, next) =>
  expect(withMark(marks, which, ms)).toEqual(next),
);

it.each([
  [1240, 25, "00:00:01:06"],
  [61_500, undefined, "1:01"],
])("writes %i ms at %s frames a second as %s", (ms, rate, text) => expect(formatPlace(ms, rate)).toBe(text));
