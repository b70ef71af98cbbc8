import { afterAll, describe, expect, it } from "vitest";
import { inWorkspace, startTestStage } from "../testing.ts";
import { assetWith, scenesOf } from "./testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const { placeOf, readText } = await import("../bucket.ts");
const Derivatives = await import("../derivative/derivative.ts");
const { embed } = await import("./embedding.ts");
const { indexScenes } = await import("./index-scenes.ts");
const { serving } = await import("./search-index.ts");
const { countVectors, queryVectors, removeVectors } = await import("./vectors.ts");

const { index } = Resource.Vectors;
const texts = ["A dog runs on the beach.", "People vote in a parliament.", "A band plays at night."];

async function find(text: string) {
  const [vector = []] = await embed([text], (await serving()).model);
  return (await queryVectors(index, { vector, topK: 1 })).map(({ assetId, scene }) => `${assetId} ${scene}`);
}

describe("scenes that are indexed", () => {
  it("are found by words that mean the same", () =>
    inWorkspace(async () => {
      const asset = await assetWith(scenesOf(...texts));
      expect(await indexScenes(asset, false)).toMatchObject({ kind: "embeddings", dimensions: 512, count: 3 });
      expect(await find("A puppy plays in the sand by the sea")).toEqual([`${asset.assetId} 0`]);
      expect(await find("Musicians at a concert")).toEqual([`${asset.assetId} 2`]);
    }));

  it("are embedded once, and put again without being embedded", () =>
    inWorkspace(async () => {
      const asset = await assetWith(scenesOf(...texts));
      const first = await indexScenes(asset, false);
      const document = await readText(placeOf(first.uri));
      await removeVectors(index, asset.assetId, 0);
      expect(await countVectors(index, asset.assetId, 3)).toBe(0);
      const row = await Derivatives.findRow(asset.assetId, "embeddings");
      await indexScenes(asset, false);
      expect(await countVectors(index, asset.assetId, 3)).toBe(3);
      expect(await Derivatives.findRow(asset.assetId, "embeddings")).toEqual(row);
      expect(await readText(placeOf(first.uri))).toBe(document);
      expect(row?.provenance).toMatchObject({
        tool: "EnergeticAI Universal Sentence Encoder Lite 0.2.0, with essence",
      });
    }));

  it("lose the vectors of scenes that are no longer there", () =>
    inWorkspace(async () => {
      const asset = await assetWith(scenesOf(...texts));
      await indexScenes(asset, false);
      await assetWith(scenesOf("A boat crosses a lake."), asset);
      expect(await indexScenes(asset, false)).toMatchObject({ count: 1 });
      expect(await countVectors(index, asset.assetId, 3)).toBe(1);
      expect(await find("A ship on the water")).toEqual([`${asset.assetId} 0`]);
    }));

  it("say so when a text was too long and was cut", () =>
    inWorkspace(async () => {
      const asset = await assetWith(scenesOf("It rains. ".repeat(1000), "Short."));
      const { uri } = await indexScenes(asset, false);
      const { notes } = JSON.parse(await readText(placeOf(uri)));
      expect(notes).toEqual([expect.stringMatching(/^The text of scene 0 was cut to \d+ characters$/)]);
    }));
});
