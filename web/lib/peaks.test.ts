import { expect, it } from "vitest";
import { loudness } from "./peaks.ts";

it.each([
  { what: "one column a point", columns: 4, expected: [0, 0.5, 1, 0.25] },
  { what: "the loudest point where there are fewer columns", columns: 2, expected: [0.5, 1] },
  {
    what: "a point over several columns where there are more",
    columns: 8,
    expected: [0, 0, 0.5, 0.5, 1, 1, 0.25, 0.25],
  },
])("draws $what", ({ columns, expected }) => {
  expect([...loudness({ bits: 8, data: [0, 0, -64, 10, -128, 127, -1, 32] }, columns)]).toEqual(expected);
});

it("is silent where there is nothing", () => {
  expect([...loudness({ bits: 16, data: [] }, 2)]).toEqual([0, 0]);
});
