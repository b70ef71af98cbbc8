import { expect, it } from "vitest";
import { createIndex } from "./memory-index.ts";
import { segmentOf } from "./segment.ts";
import { labelled, sceneOf, wholeAsset } from "./words-testing.ts";

const facetsOf = (keeper: ReturnType<typeof createIndex>) => {
  const { documents, facets } = keeper.index;
  return facets.of([...documents.keys()].filter((number) => documents[number] !== undefined));
};

const row = (asset: number, changedAt: string) => ({
  ...{ assetId: `ast_${asset}`, part: 0, firstScene: 0, changedAt },
  asset: wholeAsset({ tags: asset % 2 ? ["odd"] : [], collections: ["All"] }),
  scenes: segmentOf(`ast_${asset}`, [
    sceneOf("somebody speaks", { labels: labelled("Dog", `Thing ${asset}`), people: asset }, 0),
    sceneOf("", { defects: ["black"] }, 1),
  ]).scenes,
});

it("counts what documents have, the most frequent first, and twenty values of a kind", () => {
  const keeper = createIndex();
  for (let asset = 0; asset < 30; asset++) keeper.apply(row(asset, "1"));
  const { labels, ...others } = facetsOf(keeper);
  expect(labels).toHaveLength(20);
  expect(labels.slice(0, 2)).toEqual([
    { value: "Dog", count: 30 },
    { value: "Thing 0", count: 1 },
  ]);
  expect(others).toEqual({
    people: [
      { value: "0", count: 31 },
      { value: "3+", count: 27 },
      { value: "1", count: 1 },
      { value: "2", count: 1 },
    ],
    speech: [
      { value: "false", count: 30 },
      { value: "true", count: 30 },
    ],
    defects: [
      { value: "black", count: 30 },
      { value: "none", count: 30 },
    ],
    tags: [{ value: "odd", count: 30 }],
    collections: [{ value: "All", count: 60 }],
  });
});

it("counts the same after documents were replaced so often that they were numbered anew", () => {
  const [once, often] = [createIndex(), createIndex()];
  for (let asset = 0; asset < 30; asset++) once.apply(row(asset, "1"));
  for (let round = 10; round < 60; round++) {
    for (let asset = 0; asset < 30; asset++) often.apply(row(asset, String(round)));
  }
  expect(often.index.documents.length).toBeLessThan(2000);
  expect(facetsOf(often)).toEqual(facetsOf(once));
});
