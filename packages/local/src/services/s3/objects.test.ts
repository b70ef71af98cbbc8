import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { bucketResource, s3Client, textOf } from "./testing.ts";

const Bucket = "objects";
let cloud: TestCloud;
let s3: S3Client;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [bucketResource(Bucket)] });
  s3 = s3Client(cloud);
});
afterAll(() => cloud.stop());

const put = (Key: string, Body: string | Uint8Array = "hello", more = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = (Key: string, more = {}) => s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
const head = (Key: string, more = {}) => s3.send(new HeadObjectCommand({ Bucket, Key, ...more }));

describe("objects", () => {
  it.each([
    "a",
    "dir/",
    "a//b",
    "ü ñ 漢字 🎬.mp4",
    "50% + 50%.mov",
    "a?b=c&d#e",
    "'quotes' (1)!*~.txt",
    "tab\tnew\nline",
    "..a",
    "a/...",
    "a/../b/./c",
    "/leading",
  ])("with the key %j come back as they were put", async (Key) => {
    await put(Key, `content of ${Key}`);
    expect(await textOf((await get(Key)).Body)).toBe(`content of ${Key}`);
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(head(Key)).rejects.toMatchObject({ name: "NotFound" });
  });

  it("keep metadata, headers and tags", async () => {
    const Expires = new Date("2031-02-03T04:05:06Z");
    const kept = {
      ContentType: "video/mp4",
      CacheControl: "max-age=60",
      ContentDisposition: 'attachment; filename="a.mp4"',
      ContentEncoding: "gzip",
      ContentLanguage: "de",
      Metadata: { source: "camera 1", "two-words": "x" },
    };
    await put("described", "x", { ...kept, Expires, Tagging: "stage=raw&keep=yes%20sir" });
    expect(await head("described")).toMatchObject({ ...kept, ExpiresString: Expires.toUTCString() });
    expect(await get("described")).toMatchObject({ ...kept, ContentLength: 1, TagCount: 2 });
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "described" }));
    expect(TagSet).toEqual([
      { Key: "stage", Value: "raw" },
      { Key: "keep", Value: "yes sir" },
    ]);
  });

  it("have the MD5 of their bytes as ETag", async () => {
    expect((await put("etag", "hello")).ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    expect((await put("etag", "")).ETag).toBe('"d41d8cd98f00b204e9800998ecf8427e"');
    expect(await get("etag")).toMatchObject({ ContentLength: 0, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' });
  });

  it("answer with the headers that a request wants", async () => {
    await put("override");
    const answer = await get("override", { ResponseContentType: "text/x", ResponseContentDisposition: "inline" });
    expect(answer).toMatchObject({ ContentType: "text/x", ContentDisposition: "inline" });
  });

  it("are replaced as a whole or not at all", async () => {
    await put("replaced", "first", { Metadata: { a: "1" } });
    await put("replaced", "second");
    const answer = await get("replaced");
    expect(answer.Metadata).toEqual({});
    expect(await textOf(answer.Body)).toBe("second");
  });

  const good = '"5d41402abc4b2a76b9719d911017c592"';
  const bad = '"00000000000000000000000000000000"';

  it("are written on condition that nobody else did", async () => {
    const { ETag } = await put("once", "1", { IfNoneMatch: "*" });
    await expect(put("once", "2", { IfNoneMatch: "*" })).rejects.toMatchObject({ name: "PreconditionFailed" });
    await expect(put("once", "2", { IfMatch: bad })).rejects.toMatchObject({ name: "PreconditionFailed" });
    await expect(put("never", "2", { IfMatch: bad })).rejects.toMatchObject({ name: "NoSuchKey" });
    await put("once", "3", { IfMatch: ETag });
    expect(await textOf((await get("once")).Body)).toBe("3");
  });

  it("let one of many writers with the same condition win", async () => {
    const writers = Array.from({ length: 8 }, (_, index) => put("race", `${index}`, { IfNoneMatch: "*" }));
    const outcomes = await Promise.allSettled(writers);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("are copied with or without their metadata, and the copy outlives its source", async () => {
    const Key = "copy/source ü+.txt";
    await put(Key, "copied", { Metadata: { a: "1" }, Tagging: "t=1" });
    const CopySource = `${Bucket}/${encodeURIComponent(Key)}`;
    await s3.send(new CopyObjectCommand({ Bucket, Key: "copy/same", CopySource }));
    const replace = { MetadataDirective: "REPLACE", TaggingDirective: "REPLACE", Metadata: { b: "2" } } as const;
    await s3.send(new CopyObjectCommand({ Bucket, Key: "copy/other", CopySource, ...replace }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    expect(await get("copy/same")).toMatchObject({ Metadata: { a: "1" }, TagCount: 1 });
    const other = await get("copy/other");
    expect(other).toMatchObject({ Metadata: { b: "2" } });
    expect(other.TagCount).toBeUndefined();
    expect(await textOf(other.Body)).toBe("copied");
  });

  it.each([
    [{ CopySource: `${Bucket}/missing` }, "NoSuchKey"],
    [{ CopySource: "nowhere/key" }, "NoSuchBucket"],
    [{ CopySource: "nokey" }, "InvalidArgument"],
    [{ CopySource: `${Bucket}/here`, Key: "here" }, "InvalidRequest"],
    [{ CopySource: `${Bucket}/here`, CopySourceIfMatch: bad }, "PreconditionFailed"],
    [{ CopySource: `${Bucket}/here`, CopySourceIfNoneMatch: good }, "PreconditionFailed"],
  ])("are not copied as %j", async (input, name) => {
    await put("here", "hello");
    await expect(s3.send(new CopyObjectCommand({ Bucket, Key: "target", ...input }))).rejects.toMatchObject({ name });
  });

  it("are deleted many at once, and deleting nothing is a success", async () => {
    const keys = ["many/1", "many/ü & <2>", "many/3"];
    await Promise.all(keys.map((Key) => put(Key)));
    const Objects = [...keys, "many/none"].map((Key) => ({ Key }));
    const { Deleted, Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toEqual(Objects);
    expect(Errors).toBeUndefined();
    await expect(head("many/1")).rejects.toMatchObject({ name: "NotFound" });
  });

  it("have tags that can be changed and asked for", async () => {
    await put("tagged");
    const TagSet = [{ Key: "a b", Value: "1&2" }];
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key: "tagged", Tagging: { TagSet } }));
    expect(await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "tagged" }))).toMatchObject({ TagSet });
    const many = Array.from({ length: 11 }, (_, index) => ({ Key: `${index}`, Value: "" }));
    const tooMany = new PutObjectTaggingCommand({ Bucket, Key: "tagged", Tagging: { TagSet: many } });
    await expect(s3.send(tooMany)).rejects.toMatchObject({ name: "InvalidArgument" });
  });

  it("tell their attributes", async () => {
    await put("attributes", "hello", { ChecksumAlgorithm: "SHA256" });
    const ObjectAttributes = ["ETag", "ObjectSize", "Checksum", "StorageClass"] as const;
    const command = new GetObjectAttributesCommand({
      Bucket,
      Key: "attributes",
      ObjectAttributes: [...ObjectAttributes],
    });
    expect(await s3.send(command)).toMatchObject({
      ETag: "5d41402abc4b2a76b9719d911017c592",
      ObjectSize: 5,
      StorageClass: "STANDARD",
      Checksum: { ChecksumSHA256: "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=", ChecksumType: "FULL_OBJECT" },
    });
  });

  it.each([
    ["GetObject", () => get("missing"), "NoSuchKey"],
    ["GetObject", () => s3.send(new GetObjectCommand({ Bucket: "nowhere", Key: "k" })), "NoSuchBucket"],
    ["PutObject", () => s3.send(new PutObjectCommand({ Bucket: "nowhere", Key: "k", Body: "x" })), "NoSuchBucket"],
    ["GetObject", () => get("here", { VersionId: "abc" }), "NotImplemented"],
    ["PutObject", () => put("x".repeat(1025)), "KeyTooLongError"],
  ])("are refused by %s with an error that says why: %#", async (_operation, send, name) => {
    await expect(send()).rejects.toMatchObject({ name });
  });
});
