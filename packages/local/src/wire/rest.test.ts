import { Readable } from "node:stream";
import * as s3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsError } from "../error.ts";
import { serve } from "./codec-testing.ts";
import { restCodec } from "./rest.ts";

const xmlNamespace = "http://s3.amazonaws.com/doc/2006-03-01/";
const xml = serve(restCodec({ module: s3, protocol: "xml", xmlNamespace }));
beforeAll(() => xml.listen());
afterAll(() => xml.close());

const s3Client = () => new s3.S3Client({ ...xml.config(), forcePathStyle: true });

describe("REST-XML", () => {
  const key = { Bucket: "b", Key: "k" };
  const upload = { ...key, UploadId: "u" };
  it.each([
    ["ListBuckets", new s3.ListBucketsCommand({})],
    ["HeadBucket", new s3.HeadBucketCommand({ Bucket: "b" })],
    ["ListObjects", new s3.ListObjectsCommand({ Bucket: "b" })],
    ["ListObjectsV2", new s3.ListObjectsV2Command({ Bucket: "b" })],
    ["ListMultipartUploads", new s3.ListMultipartUploadsCommand({ Bucket: "b" })],
    ["GetBucketCors", new s3.GetBucketCorsCommand({ Bucket: "b" })],
    ["GetObject", new s3.GetObjectCommand(key)],
    ["GetObjectTagging", new s3.GetObjectTaggingCommand(key)],
    ["CopyObject", new s3.CopyObjectCommand({ ...key, CopySource: "b/x" })],
    ["CreateMultipartUpload", new s3.CreateMultipartUploadCommand(key)],
    ["UploadPart", new s3.UploadPartCommand({ ...upload, PartNumber: 1, Body: "" })],
    ["UploadPartCopy", new s3.UploadPartCopyCommand({ ...upload, PartNumber: 1, CopySource: "b/x" })],
    ["ListParts", new s3.ListPartsCommand(upload)],
    ["CompleteMultipartUpload", new s3.CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [] } })],
    ["AbortMultipartUpload", new s3.AbortMultipartUploadCommand(upload)],
    ["DeleteObject", new s3.DeleteObjectCommand(key)],
    ["DeleteObjects", new s3.DeleteObjectsCommand({ Bucket: "b", Delete: { Objects: [{ Key: "a" }] } })],
  ])("tells %s from what shares its path", async (name, command) => {
    xml.answerWith(() => ({ CopyObjectResult: {}, CopyPartResult: {} }));
    await s3Client().send(command as s3.HeadBucketCommand);
    expect(xml.last()?.operation).toBe(name);
  });

  it.each([
    "plain",
    "a/b/c.mp4",
    "dir/",
    "ü ñ 漢字 🎬",
    "a+b c%20d&e=f?g#h",
    "'()*!~",
    "/leading",
    "x//y",
    "a/../b/./c",
  ])("reads the key %j as it was written", async (Key) => {
    await s3Client().send(new s3.HeadObjectCommand({ Bucket: "b", Key }));
    expect(xml.last()?.input).toMatchObject({ Bucket: "b", Key });
  });

  it("hands a streamed payload on unread, and its headers, metadata and times as typed input", async () => {
    const Expires = new Date("2030-01-02T03:04:05Z");
    xml.answerWith(({ body }) => {
      body?.raw.resume();
      return { ETag: '"e"', ChecksumCRC32: "AAAAAA==" };
    });
    const output = await s3Client().send(
      new s3.PutObjectCommand({
        Bucket: "b",
        Key: "k",
        Body: "hello",
        Metadata: { one: "1" },
        Expires,
        CacheControl: "no-store",
      }),
    );
    expect(xml.last()?.body?.raw).toBeInstanceOf(Readable);
    expect(xml.last()?.input).toMatchObject({
      Metadata: { one: "1" },
      Expires,
      CacheControl: "no-store",
      ContentLength: expect.any(Number),
    });
    expect(output).toMatchObject({ ETag: '"e"', ChecksumCRC32: "AAAAAA==" });
  });

  it("writes lists, escapes and times as the client reads them", async () => {
    const Contents = [{ Key: "a&<b>\r\n'\"", Size: 3, LastModified: new Date(1000), ETag: '"e"' }];
    xml.answerWith(() => ({
      Name: "b",
      IsTruncated: false,
      KeyCount: 1,
      Contents,
      CommonPrefixes: [{ Prefix: "d/" }],
    }));
    const output = await s3Client().send(new s3.ListObjectsV2Command({ Bucket: "b" }));
    expect(output).toMatchObject({ Contents, CommonPrefixes: [{ Prefix: "d/" }], IsTruncated: false });
  });

  it("reads lists and text payloads", async () => {
    xml.answerWith(() => ({}));
    const Delete = { Objects: [{ Key: "a & b" }, { Key: " c " }], Quiet: true };
    await s3Client().send(new s3.DeleteObjectsCommand({ Bucket: "b", Delete }));
    expect(xml.last()?.input).toMatchObject({ Delete });
    await s3Client().send(new s3.PutBucketPolicyCommand({ Bucket: "b", Policy: '{"Statement":[]}' }));
    expect(xml.last()?.input).toMatchObject({ Policy: '{"Statement":[]}' });
  });

  it("answers errors with code, message and detail", async () => {
    xml.answerWith(() => {
      throw new AwsError("NoSuchKey", "No <key>", 404, { Key: "a&b" });
    });
    await expect(s3Client().send(new s3.GetObjectCommand({ Bucket: "b", Key: "k" }))).rejects.toMatchObject({
      name: "NoSuchKey",
      message: "No <key>",
      Key: "a&b",
      RequestId: "request-1",
      $metadata: { httpStatusCode: 404 },
    });
  });
});
