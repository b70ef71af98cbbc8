import { describe, expect, it } from "vitest";
import { termsOf } from "./terms.ts";

const terms = (text: string) => termsOf(text).map(({ term }) => term);

describe("terms of a text", () => {
  it.each([
    ["without endings", "Cars running past the CITIES", ["car", "run", "past", "the", "citi"]],
    ["without accents and marks", "Élysée — “Café”, naïve!", ["elyse", "cafe", "naiv"]],
    [
      "with both forms of an apostrophe, and without a genitive",
      "the mayor's mayor’s don't",
      ["the", "mayor", "mayor", "don't"],
    ],
    ["with numbers", "Route 66, 2026", ["rout", "66", "2026"]],
    ["of a script without spaces by pairs", "東京都の雪", ["東京", "京都", "都の", "の雪"]],
    ["of other alphabets as they are", "Привет, мир", ["привет", "мир"]],
    ["of nothing but marks", "… — !?", []],
  ])("are its words %s", (_what, text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it("say where they stand", () => {
    const text = "A flooded street";
    expect(termsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(["A", "flooded", "street"]);
  });
});
