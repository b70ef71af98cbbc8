import {
  CreateIndexCommand,
  type CreateIndexCommandInput,
  CreateVectorBucketCommand,
  DeleteIndexCommand,
  DeleteVectorBucketCommand,
  GetIndexCommand,
  GetVectorBucketCommand,
  ListIndexesCommand,
  ListVectorBucketsCommand,
  ListVectorsCommand,
} from "@aws-sdk/client-s3vectors";
import { afterAll, describe, expect, it } from "vitest";
import { startS3Vectors, vector } from "./testing.ts";

const cloud = await startS3Vectors();
const { client } = cloud;
afterAll(() => cloud.stop());

const createBucket = (vectorBucketName: string) => client.send(new CreateVectorBucketCommand({ vectorBucketName }));
const createIndex = (vectorBucketName: string, indexName: string, other: Partial<CreateIndexCommandInput> = {}) =>
  client.send(
    new CreateIndexCommand({
      vectorBucketName,
      indexName,
      dataType: "float32",
      dimension: 2,
      distanceMetric: "cosine",
      ...other,
    }),
  );

describe("vector buckets", () => {
  it("are created once, described, and listed by name", async () => {
    const { vectorBucketArn } = await createBucket("one-a");
    await createBucket("one-b");
    await createBucket("two");
    expect(vectorBucketArn).toBe("arn:aws:s3vectors:us-east-1:000000000000:bucket/one-a");
    await expect(createBucket("one-a")).rejects.toMatchObject({
      name: "ConflictException",
      $metadata: { httpStatusCode: 409 },
    });
    const { vectorBucket } = await client.send(new GetVectorBucketCommand({ vectorBucketArn }));
    expect(vectorBucket).toMatchObject({ vectorBucketName: "one-a", creationTime: expect.any(Date) });
    const first = await client.send(new ListVectorBucketsCommand({ prefix: "one-", maxResults: 1 }));
    const second = await client.send(new ListVectorBucketsCommand({ prefix: "one-", nextToken: first.nextToken }));
    const names = [first, second].flatMap(({ vectorBuckets = [] }) => vectorBuckets.map((b) => b.vectorBucketName));
    expect(names).toEqual(["one-a", "one-b"]);
    expect(second.nextToken).toBeUndefined();
  });

  it("are deleted only when they are empty", async () => {
    await createBucket("full");
    await createIndex("full", "index");
    const remove = () => client.send(new DeleteVectorBucketCommand({ vectorBucketName: "full" }));
    await expect(remove()).rejects.toMatchObject({ name: "ConflictException" });
    await client.send(new DeleteIndexCommand({ vectorBucketName: "full", indexName: "index" }));
    await remove();
    await expect(remove()).rejects.toMatchObject({ name: "NotFoundException", $metadata: { httpStatusCode: 404 } });
  });

  it.each(["ab", "Upper", "-begins", "under_score"])("may not be called %s", async (name) => {
    await expect(createBucket(name)).rejects.toMatchObject({ fieldList: [{ path: "vectorBucketName" }] });
  });
});

describe("vector indexes", () => {
  it("are created once, described, and listed by name", async () => {
    await createBucket("indexes");
    const metadataConfiguration = { nonFilterableMetadataKeys: ["text", "uri"] };
    const { indexArn } = await createIndex("indexes", "b.2", { distanceMetric: "euclidean", metadataConfiguration });
    await createIndex("indexes", "a.1");
    await expect(createIndex("indexes", "a.1")).rejects.toMatchObject({ name: "ConflictException" });
    expect(indexArn).toBe("arn:aws:s3vectors:us-east-1:000000000000:bucket/indexes/index/b.2");
    const { index } = await client.send(new GetIndexCommand({ indexArn }));
    expect(index).toMatchObject({
      vectorBucketName: "indexes",
      indexName: "b.2",
      dimension: 2,
      dataType: "float32",
      distanceMetric: "euclidean",
      metadataConfiguration,
    });
    const { indexes = [] } = await client.send(new ListIndexesCommand({ vectorBucketName: "indexes" }));
    expect(indexes.map(({ indexName }) => indexName)).toEqual(["a.1", "b.2"]);
  });

  it("are empty when they are created again", async () => {
    await cloud.create();
    await cloud.put(vector("old", [1, 2, 3]));
    const name = { vectorBucketName: "vectors", indexName: "scenes" };
    await client.send(new DeleteIndexCommand(name));
    await expect(cloud.query([1, 2, 3])).rejects.toMatchObject({ name: "NotFoundException" });
    await client.send(new DeleteIndexCommand(name));
    await createIndex("vectors", "scenes", { dimension: 3 });
    expect((await client.send(new ListVectorsCommand(name))).vectors).toEqual([]);
  });

  it.each([
    ["no dimension", { dimension: 0 }, "dimension"],
    ["dimension 4,097", { dimension: 4097 }, "dimension"],
    ["another metric", { distanceMetric: "dot" as never }, "distanceMetric"],
    ["another type", { dataType: "int8" as never }, "dataType"],
    ["a name in capitals", { indexName: "Scenes" }, "indexName"],
    [
      "11 keys that cannot be filtered by",
      { metadataConfiguration: { nonFilterableMetadataKeys: [..."abcdefghijk"] } },
      "metadataConfiguration.nonFilterableMetadataKeys",
    ],
    ["a key of KMS", { encryptionConfiguration: { sseType: "aws:kms" as const } }, "encryptionConfiguration.sseType"],
  ])("are refused with %s", async (_what, other, path) => {
    await expect(createIndex("indexes", "wrong", other)).rejects.toMatchObject({ fieldList: [{ path }] });
  });

  it("need their bucket", async () => {
    await expect(createIndex("nowhere", "index")).rejects.toMatchObject({ name: "NotFoundException" });
  });
});
