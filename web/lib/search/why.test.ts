import type { Moment } from "@videoflow/client/schema";
import { expect, it } from "vitest";
import { ordinal, piecesOf, whyFound } from "./why.ts";

it.each([
  [{ words: { rank: 1, terms: [] }, meaning: { rank: 12, distance: 0.2 } }, "By words, 1st · by meaning, 12th"],
  [{ words: null, meaning: { rank: 3, distance: 0.2 } }, "By meaning, 3rd"],
  [{ words: null, meaning: null }, ""],
])("says of %o why", (why, text) => expect(whyFound({ why } as Moment)).toBe(text));

it.each([
  [1, "1st"],
  [2, "2nd"],
  [11, "11th"],
  [103, "103rd"],
])("writes %i as %s", (number, text) => expect(ordinal(number)).toBe(text));

it("cuts a text at its marks, without losing or repeating a character", () => {
  const text = "The morning ferry leaves";
  const pieces = piecesOf(text, [
    { start: 4, end: 11 },
    { start: 8, end: 17 },
  ]);
  expect(pieces.map(({ text, marked }) => [text, marked])).toEqual([
    ["The ", false],
    ["morning", true],
    [" ferry", true],
    [" leaves", false],
  ]);
  expect(pieces.map(({ text }) => text).join("")).toBe(text);
  expect(piecesOf("none", [])).toEqual([{ text: "none", marked: false, at: 0 }]);
});
