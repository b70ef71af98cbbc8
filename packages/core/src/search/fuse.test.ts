import { expect, it } from "vitest";
import { fuse } from "./fuse.ts";

const words = (...coverages: number[]) => ({
  numbers: Int32Array.from(coverages.keys()),
  coverages: Float64Array.from(coverages),
});
const meaning = (...numbers: number[]) => numbers;
const order = (...given: Parameters<typeof fuse>) => Array.from(fuse(...given).numbers);

it.each([
  ["what both find comes first", words(1, 1), meaning(1, 2), [1, 0, 2]],
  ["a scene that shares one of many words does not come before what is meant", words(0.3), meaning(5, 0), [5, 0]],
  ["a scene with all the words comes before what is only meant a little more", words(1), meaning(5, 0), [0, 5]],
  ["what shares only a word is found all the same, the better ones first", words(0.2, 0.1), meaning(5), [5, 0, 1]],
  ["what is meant comes before what has the words as much", words(1), meaning(5), [5, 0]],
  ["nothing is found of nothing", words(), [], []],
])("%s", (_what, byWords, byMeaning, expected) => {
  expect(order(byWords, byMeaning)).toEqual(expected);
});
