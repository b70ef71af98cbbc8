import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GetIndexCommand, ListVectorBucketsCommand, ListVectorsCommand } from "@aws-sdk/client-s3vectors";
import { expect, it } from "vitest";
import { place, startS3Vectors, vector } from "../services/s3vectors/testing.ts";

const bucket = {
  type: "aws:s3/vectorsVectorBucket:VectorsVectorBucket",
  name: "VectorsBucket",
  inputs: { vectorBucketName: place.vectorBucketName },
};
const index = (dimension: number) => ({
  type: "aws:s3/vectorsIndex:VectorsIndex",
  name: "ScenesIndex",
  inputs: {
    ...place,
    dataType: "float32",
    dimension,
    distanceMetric: "cosine",
    metadataConfiguration: { nonFilterableMetadataKeys: ["text"] },
  },
});

it("vector buckets and indexes are what the graph says, and keep their vectors while they stay the same", async () => {
  const directory = mkdtempSync(path.join(tmpdir(), "s3vectors-deploy-"));
  const first = await startS3Vectors({ directory, resources: [bucket, index(3)] });
  await first.put(vector("kept", [1, 2, 3]));
  await first.stop();

  const second = await startS3Vectors({ directory, resources: [bucket, index(3)] });
  expect((await second.client.send(new ListVectorsCommand(place))).vectors).toEqual([{ key: "kept" }]);
  await second.stop();

  const third = await startS3Vectors({ directory, resources: [bucket, index(4)] });
  const described = await third.client.send(new GetIndexCommand(place));
  expect(described.index).toMatchObject({
    dimension: 4,
    metadataConfiguration: { nonFilterableMetadataKeys: ["text"] },
  });
  expect((await third.client.send(new ListVectorsCommand(place))).vectors).toEqual([]);
  await third.stop();

  const last = await startS3Vectors({ directory, resources: [] });
  expect((await last.client.send(new ListVectorBucketsCommand({}))).vectorBuckets).toEqual([]);
  await last.stop();
  rmSync(directory, { recursive: true });
});
