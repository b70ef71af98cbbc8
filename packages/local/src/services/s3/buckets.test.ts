import * as client from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { bucketResource, s3Client, textOf } from "./testing.ts";

const Bucket = "settings";
const role = "arn:aws:iam::000000000000:role/reader";
let cloud: TestCloud;
let s3: client.S3Client;
let reader: client.S3Client;

beforeAll(async () => {
  const Statement = [
    { Effect: "Allow", Action: ["s3:GetObject", "s3:DeleteObject"], Resource: `arn:aws:s3:::${Bucket}/in/*` },
    { Effect: "Allow", Action: "s3:DeleteObject", Resource: `arn:aws:s3:::${Bucket}/unread/*` },
  ];
  cloud = await startTestCloud({
    resources: [
      {
        type: "aws:iam/role:Role",
        name: "Reader",
        inputs: { name: "reader", inlinePolicies: [{ policy: JSON.stringify({ Statement }) }] },
      },
      bucketResource(Bucket),
    ],
  });
  s3 = s3Client(cloud);
  reader = s3Client(cloud, { credentials: cloud.cloud.credentialsOf({ kind: "role", arn: role, session: "reader" }) });
});
afterAll(() => cloud.stop());

const put = (Key: string) => s3.send(new client.PutObjectCommand({ Bucket, Key, Body: Key }));

describe("buckets", () => {
  it("are made, asked for, and deleted when they are empty", async () => {
    const made = { Bucket: "made.by-api" };
    await s3.send(new client.CreateBucketCommand(made));
    await s3.send(new client.CreateBucketCommand(made));
    expect((await s3.send(new client.HeadBucketCommand(made))).BucketRegion).toBe("us-east-1");
    expect((await s3.send(new client.GetBucketLocationCommand(made))).LocationConstraint).toBeUndefined();
    await s3.send(new client.PutObjectCommand({ ...made, Key: "k", Body: "x" }));
    await expect(s3.send(new client.DeleteBucketCommand(made))).rejects.toMatchObject({ name: "BucketNotEmpty" });
    await s3.send(new client.DeleteObjectCommand({ ...made, Key: "k" }));
    await s3.send(new client.DeleteBucketCommand(made));
    await expect(s3.send(new client.HeadBucketCommand(made))).rejects.toMatchObject({ name: "NotFound" });
  });

  it.each(["ab", "Upper", "under_score", "a..b", "10.0.0.1", "-dash", "x".repeat(64)])(
    "are not made with the name %s",
    async (name) => {
      await expect(s3.send(new client.CreateBucketCommand({ Bucket: name }))).rejects.toMatchObject({
        name: "InvalidBucketName",
      });
    },
  );

  it("keep their settings, and say when there are none", async () => {
    const get = new client.GetPublicAccessBlockCommand({ Bucket });
    await expect(s3.send(get)).rejects.toMatchObject({ name: "NoSuchPublicAccessBlockConfiguration" });
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true, IgnorePublicAcls: false };
    await s3.send(new client.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    expect(await s3.send(get)).toMatchObject({ PublicAccessBlockConfiguration });
    const Tagging = { TagSet: [{ Key: "stage", Value: "dev" }] };
    await s3.send(new client.PutBucketTaggingCommand({ Bucket, Tagging }));
    expect(await s3.send(new client.GetBucketTaggingCommand({ Bucket }))).toMatchObject(Tagging);
    await s3.send(new client.DeleteBucketTaggingCommand({ Bucket }));
    await expect(s3.send(new client.GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchTagSet",
    });
  });

  it("say that they have no versions", async () => {
    expect((await s3.send(new client.GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    const VersioningConfiguration = { Status: "Enabled" as const };
    const enabling = s3.send(new client.PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    await expect(enabling).rejects.toMatchObject({ name: "NotImplemented", $metadata: { httpStatusCode: 501 } });
    const acl = s3.send(new client.GetBucketAclCommand({ Bucket }));
    await expect(acl).rejects.toMatchObject({ name: "NotImplemented" });
  });
});

describe("rights", () => {
  it("of a role end where its policy ends", async () => {
    await put("in/a");
    await put("out/a");
    const get = (Key: string) => reader.send(new client.GetObjectCommand({ Bucket, Key }));
    expect(await textOf((await get("in/a")).Body)).toBe("in/a");
    await expect(get("out/a")).rejects.toMatchObject({ name: "AccessDenied" });
    // Who may not list is not told what is missing.
    await expect(get("in/missing")).rejects.toMatchObject({ name: "AccessDenied" });
    const denied = reader.send(new client.PutObjectCommand({ Bucket, Key: "in/b", Body: "x" }));
    await expect(denied).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("s3:PutObject"),
    });
  });

  it("are asked for each key that is deleted", async () => {
    const Objects = [{ Key: "in/a" }, { Key: "out/a" }];
    const { Deleted, Errors } = await reader.send(new client.DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toEqual([{ Key: "in/a" }]);
    expect(Errors).toMatchObject([{ Key: "out/a", Code: "AccessDenied" }]);
  });

  it("to delete what has an ETag are those to read it as well", async () => {
    const { ETag = "" } = await put("unread/a");
    const remove = (IfMatch?: string) =>
      reader.send(new client.DeleteObjectCommand({ Bucket, Key: "unread/a", ...(IfMatch && { IfMatch }) }));
    await expect(remove(ETag)).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("s3:GetObject"),
    });
    await remove();
  });

  it("may come from the bucket's policy, and be taken by it", async () => {
    await put("in/shared");
    const statement = (Effect: string, Action: string) => ({
      Effect,
      Principal: { AWS: role },
      Action,
      Resource: `arn:aws:s3:::${Bucket}*`,
    });
    const Policy = JSON.stringify({
      Statement: [statement("Allow", "s3:ListBucket"), statement("Deny", "s3:GetObject")],
    });
    await s3.send(new client.PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await s3.send(new client.GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
    expect((await reader.send(new client.ListObjectsV2Command({ Bucket, Prefix: "in/" }))).KeyCount).toBe(1);
    const get = new client.GetObjectCommand({ Bucket, Key: "in/shared" });
    await expect(reader.send(get)).rejects.toMatchObject({ name: "AccessDenied" });
    await s3.send(new client.DeleteBucketPolicyCommand({ Bucket }));
    expect(await textOf((await reader.send(get)).Body)).toBe("in/shared");
    const broken = s3.send(new client.PutBucketPolicyCommand({ Bucket, Policy: "{" }));
    await expect(broken).rejects.toMatchObject({ name: "MalformedPolicy" });
  });
});
