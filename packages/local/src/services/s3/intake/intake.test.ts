import { createHash, randomBytes } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { request } from "node:http";
import path from "node:path";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { bucketResource, s3Client } from "../testing.ts";

const Bucket = "large";
const Key = "film";
/** Large enough for a thread, and no multiple of anything. */
const film = randomBytes(3_000_001);
const md5 = (bytes: Uint8Array) => `"${createHash("md5").update(bytes).digest("hex")}"`;
const crc32Of = (bytes: Uint8Array) =>
  Buffer.from(crc32(bytes).toString(16).padStart(8, "0"), "hex").toString("base64");
const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64");

let cloud: TestCloud;
let s3: S3Client;
beforeAll(async () => {
  cloud = await startTestCloud({ resources: [bucketResource(Bucket)] });
  s3 = s3Client(cloud);
});
afterAll(() => cloud.stop());
beforeEach(async () => void (await put({ Body: "before" })));

const put = (more: object) => s3.send(new PutObjectCommand({ Bucket, Key, ...more }));
const bytesOf = async () => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToByteArray();
const sizes = () => {
  const objects = path.join(cloud.directory, "objects");
  return readdirSync(objects).map((file) => statSync(path.join(objects, file)).size);
};

/** What was there before is there still, and nothing else: neither object nor file. */
async function expectNoTrace(): Promise<void> {
  expect(Buffer.from((await bytesOf()) ?? []).toString()).toBe("before");
  await expect.poll(sizes).toEqual([6]);
}

describe("a large payload", () => {
  it("is what was sent, whole or as a stream of small pieces", async () => {
    expect((await put({ Body: film })).ETag).toBe(md5(film));
    expect(await bytesOf()).toEqual(new Uint8Array(film));
    const pieces = Array.from({ length: Math.ceil(film.length / 999) }, (_, at) =>
      film.subarray(at * 999, at * 999 + 999),
    );
    expect((await put({ Body: Readable.from(pieces), ContentLength: film.length })).ETag).toBe(md5(film));
    expect(await bytesOf()).toEqual(new Uint8Array(film));
  });

  it.each([
    ["CRC32", crc32Of(film)],
    ["SHA256", sha256Of(film)],
  ] as const)("has the %s that follows it as a trailer", async (ChecksumAlgorithm, expected) => {
    const Body = Readable.from([film.subarray(0, 1_000_000), film.subarray(1_000_000)]);
    const answer = await put({ Body, ContentLength: film.length, ChecksumAlgorithm });
    expect(answer).toMatchObject({ [`Checksum${ChecksumAlgorithm}`]: expected, ETag: md5(film) });
  });

  it.each([
    ["CRC32", { ChecksumCRC32: crc32Of(film.subarray(1)) }],
    ["SHA256", { ChecksumSHA256: sha256Of(film.subarray(1)) }],
    ["Content-MD5", { ContentMD5: createHash("md5").digest("base64") }],
  ])("is refused with a wrong %s and leaves nothing", async (_name, stated) => {
    await expect(put({ Body: film, ...stated })).rejects.toMatchObject({ name: "BadDigest" });
    await expectNoTrace();
  });

  it("is refused when it was altered after it was signed, and leaves nothing", async () => {
    const command = new PutObjectCommand({ Bucket, Key, Body: film });
    command.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: Uint8Array }).body = Buffer.from(film).fill(0, 0, 1);
        return next(args);
      },
      { step: "deserialize" },
    );
    await expect(s3.send(command)).rejects.toMatchObject({ name: "XAmzContentSHA256Mismatch" });
    await expectNoTrace();
  });

  it("leaves nothing when its client goes away in the middle", async () => {
    const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key }));
    const upload = request(url, { method: "PUT", headers: { "content-length": film.length } }).on("error", () => {});
    upload.write(film.subarray(0, 2_000_000));
    await expect.poll(sizes).toContain(2_000_000);
    upload.destroy();
    await expectNoTrace();
  });

  it("as a part may be sent again after its client went away in the middle, and the object is one file", async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const part = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1 });
    const url = await getSignedUrl(s3, part);
    const upload = request(url, { method: "PUT", headers: { "content-length": film.length } }).on("error", () => {});
    upload.write(film.subarray(0, 2_000_000));
    await expect.poll(sizes).toContain(2_000_000);
    upload.destroy();
    const { ETag } = await s3.send(new UploadPartCommand({ ...part.input, Body: film }));
    expect(ETag).toBe(md5(film));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ContentLength: film.length });
    expect(await bytesOf()).toEqual(new Uint8Array(film));
    await expect.poll(sizes).toEqual([film.length]);
  });
});
