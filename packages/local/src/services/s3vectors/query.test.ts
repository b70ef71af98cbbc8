import { DeleteVectorsCommand } from "@aws-sdk/client-s3vectors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { place, startS3Vectors, vector } from "./testing.ts";

const cloud = await startS3Vectors();
afterAll(() => cloud.stop());
const keysOf = (vectors: { key?: string | undefined }[]) => vectors.map(({ key }) => key);

describe("a query by cosine", () => {
  beforeAll(async () => {
    await cloud.create();
    await cloud.put(
      vector("east", [2, 0, 0], { side: "east" }),
      vector("north-east", [1, 1, 0]),
      vector("north", [0, 3, 0]),
      vector("west", [-1, 0, 0]),
    );
  });

  it("finds the nearest first and tells 1 minus the cosine", async () => {
    const found = await cloud.query([10, 0, 0]);
    expect(keysOf(found)).toEqual(["east", "north-east", "north", "west"]);
    const distances = [0, 1 - Math.SQRT1_2, 1, 2];
    for (const [index, { distance }] of found.entries()) expect(distance).toBeCloseTo(distances[index] as number, 6);
  });

  it("tells no more than it is asked for", async () => {
    expect(await cloud.query([1, 0, 0], { topK: 1, returnDistance: false })).toEqual([{ key: "east" }]);
    expect(await cloud.query([1, 0, 0], { topK: 1, returnDistance: false, returnMetadata: true })).toEqual([
      { key: "east", metadata: { side: "east" } },
    ]);
  });

  it("finds what was put last, and not what was deleted", async () => {
    await cloud.put(vector("moving", [0, 0, 1]));
    await cloud.put(vector("moving", [1, 0.01, 0]));
    expect(keysOf(await cloud.query([1, 0.01, 0], { topK: 1 }))).toEqual(["moving"]);
    expect(keysOf(await cloud.query([0, 0, 1])).filter((key) => key === "moving")).toHaveLength(1);
    await cloud.client.send(new DeleteVectorsCommand({ ...place, keys: ["moving", "never there"] }));
    expect(keysOf(await cloud.query([1, 0.01, 0]))).not.toContain("moving");
  });

  it.each([
    ["a vector of another dimension", [1, 2], {}, /queryVector: has 2 numbers; the index has dimension 3/],
    ["a vector without direction", [0, 0, 0], {}, /queryVector: must not be all zeros/],
    ["more results than there may be", [1, 0, 0], { topK: 101 }, /topK: must be 1 to 100/],
    ["no results", [1, 0, 0], { topK: 0 }, /topK: must be 1 to 100/],
    ["an index that is not there", [1, 0, 0], { indexName: "other" }, /index other of bucket vectors does not exist/],
  ])("is refused for %s", async (_what, numbers, input, message) => {
    await expect(cloud.query(numbers, input)).rejects.toThrow(message);
  });

  it("names the members that are wrong", async () => {
    await expect(cloud.query([1, 2])).rejects.toMatchObject({
      name: "ValidationException",
      fieldList: [{ path: "queryVector", message: "has 2 numbers; the index has dimension 3" }],
      $metadata: { httpStatusCode: 400 },
    });
  });
});
