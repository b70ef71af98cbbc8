import { afterAll, describe, expect, it } from "vitest";
import { inWorkspace, startTestStage } from "../testing.ts";
import type { SearchQuery } from "./search.schema.ts";
import { assetWith, scenesOf } from "./testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { indexScenes } = await import("./index-scenes.ts");
const { indexWords } = await import("./index-words.ts");
const { mark } = await import("./mark.ts");
const { forgetIndex } = await import("./restore.ts");
const Search = await import("./search.ts");

type Asset = Awaited<ReturnType<typeof assetWith>>;

async function indexed(texts: string[], known?: Asset): Promise<Asset> {
  const scenes = scenesOf(...texts).map((scene) => ({
    ...scene,
    speech: { from: 0, to: 1, text: scene.description, confidence: 1, quotable: true },
  }));
  const asset = await assetWith(scenes, known);
  await indexScenes(asset, false);
  await indexWords(asset, false);
  return asset;
}

const NO_FILTER = { label: [], text: [], defect: [], tag: [], collection: [] };
const search = (query: Partial<SearchQuery>) => Search.search({ ...NO_FILTER, ...query });

const where = async (query: Partial<SearchQuery>) =>
  (await search(query)).items.map(({ assetId, scene }) => `${assetId} ${scene}`);

describe("a search", () => {
  it("knows each time what was written before it: new, changed, marked and gone", () =>
    inWorkspace(async () => {
      expect(await where({ q: "harbour" })).toEqual([]);
      const first = await indexed(["a ferry leaves the harbour", "nobody is there"]);
      expect((await where({ q: "harbour" }))[0]).toBe(`${first.assetId} 0`);
      const second = await indexed(["the harbour of the old town, a harbour"]);
      expect((await where({ q: "harbour" })).slice(0, 2).sort()).toEqual(
        [`${first.assetId} 0`, `${second.assetId} 0`].sort(),
      );
      await indexed(["a bicycle"], first);
      expect((await search({ q: '"harbour"' })).items.map(({ assetId }) => assetId)).toEqual([second.assetId]);
      await mark({ assetId: first.assetId, tags: ["wheels"] });
      expect(await where({ q: "", tag: ["wheels"] })).toEqual([`${first.assetId} 0`]);
      await forgetIndex(second.assetId);
      expect(await where({ q: '"harbour"' })).toEqual([]);
      expect(await where({ q: "" })).toEqual([`${first.assetId} 0`]);
    }));

  it("leads from page to page, each moment once, and says what all of them have", () =>
    inWorkspace(async () => {
      const assets = [await indexed(["a train", "a train at night", "a tram"]), await indexed(["train tracks"])];
      const pages = [await search({ q: "train", limit: 2 })];
      while (pages.at(-1)?.cursor)
        pages.push(await search({ q: "train", limit: 2, cursor: pages.at(-1)?.cursor ?? "" }));
      const found = pages.flatMap(({ items }) => items.map(({ assetId, scene }) => `${assetId} ${scene}`));
      expect(new Set(found).size).toBe(4);
      expect(pages.map(({ items, total }) => [items.length, total])).toEqual([
        [2, 4],
        [2, 4],
      ]);
      expect(pages[0]?.facets.speech).toEqual([{ value: "true", count: 4 }]);
      const [older, newer] = assets as [Asset, Asset];
      const newest = [`${newer.assetId} 0`, ...[0, 1, 2].map((scene) => `${older.assetId} ${scene}`)];
      expect(await where({ q: "" })).toEqual(newest);
    }));

  it("finds what is like a moment, but not that moment", () =>
    inWorkspace(async () => {
      const { assetId } = await indexed(["a dog runs on the beach", "a puppy plays in the sand", "a budget debate"]);
      const { items } = await Search.like({ ...NO_FILTER, like: assetId, scene: 0 });
      expect(items.map(({ scene }) => scene)).toEqual([1, 2]);
      expect(items[0]?.why).toMatchObject({ words: null, meaning: { rank: 1 } });
    }));
});
