import {
  CreateIndexCommand,
  DeleteVectorsCommand,
  GetVectorsCommand,
  ListVectorsCommand,
  type ListVectorsCommandInput,
  PutVectorsCommand,
} from "@aws-sdk/client-s3vectors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { place, startS3Vectors, vector } from "./testing.ts";

const cloud = await startS3Vectors();
beforeAll(() => cloud.create({ metadataConfiguration: { nonFilterableMetadataKeys: ["text"] } }));
afterAll(() => cloud.stop());

const get = async (keys: string[]) => {
  const asked = { ...place, keys, returnData: true, returnMetadata: true };
  return (await cloud.client.send(new GetVectorsCommand(asked))).vectors;
};

describe("vectors", () => {
  it("come back as they were put, with every number that float32 can hold", async () => {
    const numbers = [Math.fround(0.1), Math.fround(-123456.789), 1.401298464324817e-45];
    const metadata = { labels: ["dog", "car"], people: 2, speech: true, text: { any: ["JSON", null] } };
    await cloud.put(vector("ünïcode/1", numbers, metadata));
    expect(await get(["not there", "ünïcode/1"])).toEqual([{ key: "ünïcode/1", data: { float32: numbers }, metadata }]);
  });

  it("are replaced whole, metadata too", async () => {
    await cloud.put(vector("a", [1, 2, 3], { first: true }));
    await cloud.put(vector("a", [3, 2, 1]));
    expect(await get(["a"])).toEqual([{ key: "a", data: { float32: [3, 2, 1] } }]);
  });

  const metadataOf = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));
  it.each([
    ["of another dimension", vector("v", [1, 2]), "vectors[1].data"],
    ["of zeros, by cosine", vector("v", [0, 0, 0]), "vectors[1].data"],
    ["too large for float32", vector("v", [1e39, 0, 0]), "vectors[1].data"],
    ["with an empty key", vector("", [1, 2, 3]), "vectors[1].key"],
    ["with a key of 1,025 characters", vector("k".repeat(1025), [1, 2, 3]), "vectors[1].key"],
    ["named twice", vector("right", [1, 2, 3]), "vectors[1].key"],
    ["with metadata that is a list", vector("v", [1, 2, 3], ["a"]), "vectors[1].metadata"],
    ["with metadata that no filter knows", vector("v", [1, 2, 3], { a: { b: 1 } }), "vectors[1].metadata.a"],
    ["with null as metadata", vector("v", [1, 2, 3], { a: null }), "vectors[1].metadata.a"],
    ["with 51 keys of metadata", vector("v", [1, 2, 3], metadataOf(51)), "vectors[1].metadata"],
    ["with over 2 kB to filter by", vector("v", [1, 2, 3], { a: "x".repeat(2048) }), "vectors[1].metadata"],
    ["with over 40 kB of metadata", vector("v", [1, 2, 3], { text: "x".repeat(40_960) }), "vectors[1].metadata"],
  ])("%s are refused, and all that were put with them", async (_what, wrong, path) => {
    const refused = cloud.put(vector("right", [1, 2, 3]), wrong);
    await expect(refused).rejects.toMatchObject({ name: "ValidationException", fieldList: [{ path }] });
    expect(await get(["right"])).toEqual([]);
  });

  it("may have 40 kB of metadata that cannot be filtered by", async () => {
    await cloud.put(vector("long", [1, 2, 3], { text: "x".repeat(40_000), year: 2026 }));
    expect(await get(["long"])).toHaveLength(1);
  });

  it("come at most 500 at a time, and are asked for at most 100 at a time", async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`);
    await expect(cloud.put(...many(501).map((key) => vector(key, [1, 2, 3])))).rejects.toThrow(
      /501 entries; must have 1 to 500/,
    );
    await expect(get(many(101))).rejects.toThrow(/101 entries; must have 1 to 100/);
    await expect(cloud.client.send(new DeleteVectorsCommand({ ...place, keys: many(501) }))).rejects.toThrow(
      /501 entries; must have 1 to 500/,
    );
  });
});

describe("a list of vectors", () => {
  const list = async (input: Partial<ListVectorsCommandInput>) => {
    const keys: string[] = [];
    let pages = 0;
    for (let nextToken: string | undefined; pages === 0 || nextToken; pages++) {
      const page = await cloud.client.send(
        new ListVectorsCommand({ ...place, indexName: "listed", ...input, nextToken }),
      );
      keys.push(...(page.vectors ?? []).map(({ key = "" }) => key));
      nextToken = page.nextToken;
    }
    return { keys, pages };
  };
  const all = Array.from({ length: 25 }, (_, index) => `key-${index}`);

  beforeAll(async () => {
    const index = { ...place, indexName: "listed" };
    const shape = { dataType: "float32", dimension: 1, distanceMetric: "euclidean" } as const;
    const metadataConfiguration = { nonFilterableMetadataKeys: ["text"] };
    await cloud.client.send(new CreateIndexCommand({ ...index, ...shape, metadataConfiguration }));
    await cloud.client.send(new PutVectorsCommand({ ...index, vectors: all.map((key) => vector(key, [1])) }));
  });

  it("comes page by page", async () => {
    const { keys, pages } = await list({ maxResults: 10 });
    expect(keys.sort()).toEqual([...all].sort());
    expect(pages).toBe(3);
  });

  it("comes in parts that make the whole together", async () => {
    const parts = await Promise.all([0, 1, 2].map((segmentIndex) => list({ segmentCount: 3, segmentIndex })));
    expect(parts.every(({ keys }) => keys.length > 0)).toBe(true);
    expect(parts.flatMap(({ keys }) => keys).sort()).toEqual([...all].sort());
  });

  it("ends a page at a megabyte", async () => {
    const text = "x".repeat(39_000);
    const more = Array.from({ length: 40 }, (_, index) => vector(`long-${index}`, [2], { text }));
    await cloud.client.send(new PutVectorsCommand({ ...place, indexName: "listed", vectors: more }));
    const { keys, pages } = await list({ maxResults: 1000 });
    expect(keys).toHaveLength(65);
    expect(pages).toBeGreaterThan(1);
  });

  it.each([
    ["a part without their number", { segmentIndex: 0 }, "segmentCount"],
    ["a part that there is not", { segmentCount: 2, segmentIndex: 2 }, "segmentIndex"],
    ["17 parts", { segmentCount: 17, segmentIndex: 0 }, "segmentCount"],
    ["1,001 entries", { maxResults: 1001 }, "maxResults"],
  ])("is refused for %s", async (_what, input, path) => {
    await expect(list(input)).rejects.toMatchObject({ name: "ValidationException", fieldList: [{ path }] });
  });

  it("is refused for a token that was not given out", async () => {
    const asked = new ListVectorsCommand({ ...place, nextToken: "bm9uc2Vuc2U" });
    await expect(cloud.client.send(asked)).rejects.toMatchObject({ fieldList: [{ path: "nextToken" }] });
  });
});
