import { rmSync } from "node:fs";
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import type { Resource } from "../graph/resources.ts";
import { createS3 } from "../services/s3/service.ts";
import { bucketResource, s3Client, textOf } from "../services/s3/testing.ts";
import { startTestCloud } from "../testing.ts";
import { s3Deployer } from "./s3.ts";

const bucket = "deployed";
const of = (type: string, inputs: object): Resource => ({
  type: `aws:s3/${type}:${type[0]?.toUpperCase()}${type.slice(1)}`,
  name: type,
  inputs: { bucket, ...inputs },
});
const settings = [
  of("bucketPublicAccessBlock", { blockPublicAcls: true, blockPublicPolicy: true }),
  of("bucketServerSideEncryptionConfiguration", {
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  }),
  of("bucketOwnershipControls", { rule: { objectOwnership: "BucketOwnerEnforced" } }),
  of("bucketLifecycleConfigurationV2", {
    rules: [
      {
        id: "all",
        status: "Enabled",
        filter: { and: { prefix: "a/", tags: { k: "v" } } },
        expiration: { days: 3 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ],
  }),
];

/** Applies one graph after another to the same state, as starts after changes of infra do. */
async function redeploy(directory: string, resources: Resource[]) {
  const cloud = await startTestCloud({ directory, resources });
  return { cloud, s3: s3Client(cloud) };
}

it("reads what SST's components ask for into what the API answers", async () => {
  const cloud = await startTestCloud({ resources: [bucketResource(bucket), ...settings] });
  const s3 = s3Client(cloud);
  const Bucket = bucket;
  expect(await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
  });
  expect(await s3.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject({
    ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }] },
  });
  expect(await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).toMatchObject({
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  });
  expect(await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).toMatchObject({
    Rules: [
      {
        ID: "all",
        Filter: { And: { Prefix: "a/", Tags: [{ Key: "k", Value: "v" }] } },
        Expiration: { Days: 3 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
    ],
  });
  await cloud.stop();
});

it("keeps objects over deploys, takes settings back, and removes a bucket with objects only when told so", async () => {
  const first = await startTestCloud({ resources: [bucketResource(bucket), ...settings] });
  await s3Client(first).send(new PutObjectCommand({ Bucket: bucket, Key: "k", Body: "survives" }));
  first.kill();

  const second = await redeploy(first.directory, [bucketResource(bucket)]);
  const { Body } = await second.s3.send(new GetObjectCommand({ Bucket: bucket, Key: "k" }));
  expect(await textOf(Body)).toBe("survives");
  const gone = second.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
  await expect(gone).rejects.toMatchObject({ name: "NoSuchLifecycleConfiguration" });
  const { remove } = s3Deployer(createS3(second.cloud.cloud));
  expect(() => remove(bucketResource(bucket))).toThrow(/deployed.* still has objects.*forceDestroy/);
  second.cloud.kill();

  const third = await redeploy(first.directory, [bucketResource(bucket, { forceDestroy: true })]);
  third.cloud.kill();
  const last = await redeploy(first.directory, []);
  expect((await last.s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  await last.cloud.stop();
  rmSync(first.directory, { recursive: true, force: true });
});
