import { CreateIndexCommand, S3VectorsClient } from "@aws-sdk/client-s3vectors";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace, startTestStage } from "../testing.ts";
import { assetWith, scenesOf } from "./testing.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const { Resource } = await import("sst");
const { indexScenes } = await import("./index-scenes.ts");
const Reembed = await import("./reembed.ts");
const { SearchIndexEntity } = await import("./search-index.entity.ts");
const SearchIndexes = await import("./search-index.ts");
const { countVectors } = await import("./vectors.ts");

const vectors = Resource.Vectors as { index: string; bucket: string };
const OLD = vectors.index;
const NEW = "scenes-new";

beforeAll(async () => {
  const shape = { dataType: "float32", dimension: 512, distanceMetric: "cosine" } as const;
  const index = { vectorBucketName: vectors.bucket, indexName: NEW };
  await new S3VectorsClient({}).send(new CreateIndexCommand({ ...index, ...shape }));
});

/** As a deployment of infra/search.ts with another index does. */
const deploy = (index: string) => {
  vectors.index = index;
};
afterEach(() => deploy(OLD));

describe("re-embedding", () => {
  it("is not due while the index is the one that is deployed", () =>
    inWorkspace(async () => {
      expect(await Reembed.isDue()).toBe(false);
      await expect(Reembed.begin()).rejects.toMatchObject({ code: "conflict" });
    }));

  it("lets the old index serve until every asset is in the new one", () =>
    inWorkspace(async () => {
      const before = await assetWith(scenesOf("A dog.", "A cat."));
      await indexScenes(before, false);
      deploy(NEW);
      expect(await Reembed.isDue()).toBe(true);
      await Reembed.begin();
      await Reembed.begin();
      const during = await assetWith(scenesOf("A horse."));
      await indexScenes(during, false);
      expect((await SearchIndexes.serving()).index).toBe(OLD);
      expect(await countVectors(OLD, during.assetId, 1)).toBe(1);
      expect(await countVectors(NEW, during.assetId, 1)).toBe(1);

      await expect(Reembed.verify(before)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringMatching(/0 of 2 scenes/),
      });
      await Reembed.fill(before);
      await Reembed.fill(before);
      await Reembed.verify(before);
      await Reembed.verify(during);
      await Reembed.switchOver();
      await Reembed.switchOver();
      expect(await SearchIndexes.serving()).toMatchObject({ index: NEW });
      expect(await Reembed.isDue()).toBe(false);
      const after = await assetWith(scenesOf("A cow."));
      await indexScenes(after, false);
      expect(await countVectors(OLD, after.assetId, 1)).toBe(0);
      expect(await countVectors(NEW, after.assetId, 1)).toBe(1);
    }));

  it("can be given up", () =>
    inWorkspace(async () => {
      await SearchIndexes.get();
      deploy(NEW);
      await Reembed.begin();
      await Reembed.abandon();
      expect(await SearchIndexes.get()).toMatchObject({ current: { index: OLD } });
      const asset = await assetWith(scenesOf("A dog."));
      await expect(Reembed.fill(asset)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringMatching(/begin first/),
      });
    }));

  it("is asked for, and nothing is mixed, when another model answers to the same id", () =>
    inWorkspace(async (workspaceId) => {
      const { model, ...index } = await SearchIndexes.deployed();
      const current = { ...index, model: { ...model, name: "Amazon Titan Text Embeddings V2" } };
      await SearchIndexEntity.create({ workspaceId, serving: current.index, current }).go();
      await expect(SearchIndexes.serving()).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringMatching(/run Reembed/),
      });
      const asset = await assetWith(scenesOf("A dog."));
      await expect(indexScenes(asset, false)).rejects.toMatchObject({ code: "conflict" });
      await expect(Reembed.begin()).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringMatching(/declare another index/),
      });
      deploy(NEW);
      await Reembed.begin();
      await indexScenes(asset, false);
      expect(await countVectors(OLD, asset.assetId, 1)).toBe(0);
      await Reembed.verify(asset);
      await Reembed.switchOver();
      expect(await SearchIndexes.serving()).toMatchObject({ index: NEW, model: { name: model.name } });
    }));
});
