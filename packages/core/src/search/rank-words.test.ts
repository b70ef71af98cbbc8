import { describe, expect, it } from "vitest";
import { createIndex } from "./memory-index.ts";
import { parseQuery } from "./query.ts";
import { rankByWords, requirement } from "./rank-words.ts";
import { segmentOf } from "./segment.ts";
import { indexOf, labelled, sceneOf, wholeAsset } from "./words-testing.ts";

const texts = [
  "the flood protection budget was voted tonight",
  "a budget for protection from the flood, and flood again",
  "the mayor spoke of schools",
  "nobody mentions water here",
];
const { index } = indexOf(texts.map((text, at) => sceneOf(text, {}, at)));
const ranked = (query: string, of = index) => rankByWords(of, parseQuery(query), requirement(of, parseQuery(query)));
const found = (query: string, of = index) =>
  Array.from(ranked(query, of).numbers, (number) => of.documents[number]?.scene);

describe("ranking by words", () => {
  it.each([
    ["one word, in any of its forms", "Floods", [1, 0]],
    ["several words, the more of them the better", "mayor budget voting", [0, 2, 1]],
    ["a phrase", '"flood protection budget"', [0]],
    ["a phrase with small words in it", '"protection from the flood"', [1]],
    ["a word but not another", "budget -voted", [1]],
    ["a word but not a phrase", 'budget -"flood protection"', [1]],
    ["a word that nobody says", "zebra", []],
    ["a phrase of which one word is nowhere", '"flood zebra"', []],
  ])("finds %s", (_what, query, scenes) => {
    expect(found(query)).toEqual(scenes);
  });

  it("finds what is seen and what is written, and puts badly heard words last", () => {
    const of = indexOf([
      sceneOf("bridge", { speech: { from: 0, to: 1, text: "bridge", confidence: 0.3, quotable: false } }, 0),
      sceneOf("", { labels: labelled("Bridge") }, 1),
      sceneOf("", { texts: ["OLD BRIDGE CLOSED"] }, 2),
    ]).index;
    expect(found("bridge", of)).toEqual([1, 2, 0]);
  });

  it("has a phrase end with its line", () => {
    const of = indexOf([sceneOf("", { texts: ["CITY", "HALL"] }, 0), sceneOf("", { texts: ["CITY HALL"] }, 1)]).index;
    expect(found('"city hall"', of)).toEqual([1]);
  });
});

describe("an index in memory", () => {
  const row = (assetId: string, part: number, changedAt: string, said: string[]) => ({
    ...{ assetId, part, changedAt, firstScene: part * 2, asset: wholeAsset() },
    scenes: segmentOf(
      assetId,
      said.map((text) => sceneOf(text)),
    ).scenes,
  });

  it("takes a changed row in place of the one before, an older one not at all, and an empty one as the end of it", () => {
    const keeper = createIndex();
    keeper.apply(row("ast_1", 0, "2", ["cat", "dog"]));
    keeper.apply(row("ast_1", 1, "2", ["cow"]));
    keeper.apply(row("ast_1", 0, "3", ["bird"]));
    keeper.apply(row("ast_1", 0, "1", ["old"]));
    expect(["cat", "bird", "old", "cow"].map((word) => found(word, keeper.index))).toEqual([[], [0], [], [2]]);
    keeper.apply(row("ast_1", 1, "4", []));
    expect(found("cow", keeper.index)).toEqual([]);
    expect([keeper.index.live, keeper.find("ast_1", 0) !== undefined, keeper.find("ast_1", 2)]).toEqual([
      1,
      true,
      undefined,
    ]);
  });

  it("stays as it was found, and small, when everything is replaced again and again", () => {
    const keeper = createIndex();
    for (let round = 0; round < 30; round++) {
      for (let asset = 0; asset < 100; asset++) {
        keeper.apply(row(`ast_${asset}`, 0, String(round).padStart(2, "0"), [`word${asset}`, `round${round}`]));
      }
    }
    expect(keeper.index.live).toBe(200);
    expect(keeper.index.documents.length).toBeLessThan(2000);
    expect(ranked("round29", keeper.index).numbers).toHaveLength(100);
    expect(found("round28", keeper.index)).toEqual([]);
    expect(found("word77", keeper.index)).toEqual([0]);
  });
});
