import { expect, it } from "vitest";
import { findInWords, isUnsure, searchable, textOf, utteranceOf, wordAt } from "./transcript.ts";

const words = "Welcome to the harbour. The café, near the hills, opens.".split(" ").map((text, index) => ({
  text,
  startMs: index * 500,
  endMs: index * 500 + 400,
  confidence: 1,
}));
const utterances = [
  { from: 0, to: 4 },
  { from: 4, to: 10 },
];

it.each([
  ["harbour", [[3, 4]]],
  ["HARB", [[3, 4]]],
  ["cafe near", [[5, 7]]],
  [
    "the",
    [
      [2, 3],
      [4, 5],
      [7, 8],
    ],
  ],
  [
    "the h",
    [
      [2, 4],
      [7, 9],
    ],
  ],
  ["harbour cafe", []],
  ["?!", []],
])("finds %s", (text, places) =>
  expect(findInWords(searchable(words), text).map(({ from, to }) => [from, to])).toEqual(places),
);

it.each([
  [-1, -1],
  [0, 0],
  [1999, 3],
  [2000, 4],
  [99_999, 9],
])("knows at %i ms which word is said", (ms, index) => expect(wordAt(words, ms)).toBe(index));

it("knows to which utterance a word belongs", () => {
  expect([-1, 0, 3, 4, 9].map((word) => utteranceOf(utterances, word))).toEqual([-1, 0, 0, 1, 1]);
  expect(textOf(words, 4, 6)).toBe("The café,");
});

it("is unsure of what may not be quoted", () =>
  expect([0.79, 0.8].map((confidence) => isUnsure({ confidence }))).toEqual([true, false]));
