import type { LifecycleRule } from "@aws-sdk/client-s3";
import {
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { startTestCloud } from "../../../testing.ts";
import type { ObjectSummary } from "../storage/objects.ts";
import { bucketResource, s3Client } from "../testing.ts";
import { isExpired } from "./rules.ts";

const at = (time: string) => new Date(time).getTime();
const object = (more: Partial<ObjectSummary> = {}): ObjectSummary => ({
  bucket: "b",
  key: "tmp/a",
  size: 100,
  etag: "e",
  modifiedAt: at("2026-03-01T10:00:00Z"),
  sequencer: "1",
  properties: {},
  tags: { keep: "no" },
  ...more,
});
const rule = (more: Partial<LifecycleRule>): LifecycleRule => ({
  Status: "Enabled",
  Filter: { Prefix: "" },
  Expiration: { Days: 2 },
  ...more,
});

describe("expiration", () => {
  it.each([
    ["not before the days have passed", rule({}), "2026-03-03T09:00:00Z", false],
    ["not before the midnight that follows", rule({}), "2026-03-03T23:59:59Z", false],
    ["at the midnight that follows", rule({}), "2026-03-04T00:00:00Z", true],
    ["at a date", rule({ Expiration: { Date: new Date("2026-03-02T00:00:00Z") } }), "2026-03-02T00:00:00Z", true],
    ["not by a disabled rule", rule({ Status: "Disabled" }), "2027-01-01T00:00:00Z", false],
    ["by prefix", rule({ Filter: { Prefix: "tmp/" } }), "2027-01-01T00:00:00Z", true],
    ["not by another prefix", rule({ Filter: { Prefix: "out/" } }), "2027-01-01T00:00:00Z", false],
    ["by tag", rule({ Filter: { Tag: { Key: "keep", Value: "no" } } }), "2027-01-01T00:00:00Z", true],
    ["not by another tag", rule({ Filter: { Tag: { Key: "keep", Value: "yes" } } }), "2027-01-01T00:00:00Z", false],
    ["not below a size", rule({ Filter: { ObjectSizeGreaterThan: 100 } }), "2027-01-01T00:00:00Z", false],
    [
      "by all of several conditions",
      rule({ Filter: { And: { Prefix: "tmp/", Tags: [{ Key: "keep", Value: "no" }], ObjectSizeLessThan: 101 } } }),
      "2027-01-01T00:00:00Z",
      true,
    ],
  ])("comes %s", (_case, given, now, expected) => {
    expect(isExpired([given], object(), at(now))).toBe(expected);
  });
});

it("removes what has expired, aborts what was abandoned, and goes on the next day", async () => {
  const Bucket = "lifecycle";
  const { cloud, ...test } = await startTestCloud({
    resources: [
      bucketResource(Bucket),
      {
        type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        name: "Lifecycle",
        inputs: {
          bucket: Bucket,
          rules: [
            { id: "old", status: "Enabled", filter: { prefix: "tmp/" }, expiration: { days: 1 } },
            {
              id: "abandoned",
              status: "Enabled",
              filter: { prefix: "" },
              abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
            },
          ],
        },
      },
    ],
  });
  const s3 = s3Client({ cloud, ...test });
  for (const Key of ["tmp/old", "tmp/new", "kept"]) await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
  for (const Key of ["old", "new"]) await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const longAgo = Date.now() - 30 * 24 * 3600_000;
  cloud.database.run("UPDATE s3_objects SET modified_at = ? WHERE key <> 'tmp/new'", longAgo);
  cloud.database.run("UPDATE s3_uploads SET started_at = ? WHERE key = 'old'", longAgo);
  cloud.agenda.put("s3.lifecycle", "daily", {});
  const keys = async () => (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key);
  await expect.poll(keys).toEqual(["kept", "tmp/new"]);
  const uploads = async () =>
    (await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.map(({ Key }) => Key);
  await expect.poll(uploads).toEqual(["new"]);
  const next = () =>
    cloud.database.get<{ due_at: number }>("SELECT due_at FROM agenda WHERE kind = 's3.lifecycle'")?.due_at;
  await expect.poll(() => (next() ?? 0) > Date.now() && (next() ?? 1) % (24 * 3600_000) === 0).toBe(true);
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: "tmp/old" }))).rejects.toMatchObject({ name: "NotFound" });
  const none = { Rules: [{ Status: "Enabled" as const, Filter: { Prefix: "" }, Expiration: { Days: 0 } }] };
  const refused = s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: none }));
  await expect(refused).rejects.toMatchObject({ name: "InvalidArgument" });
  await test.stop();
});
