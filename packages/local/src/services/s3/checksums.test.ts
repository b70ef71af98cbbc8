import { Readable } from "node:stream";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { bucketResource, s3Client, textOf } from "./testing.ts";

const Bucket = "checksums";
let cloud: TestCloud;
let s3: S3Client;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [bucketResource(Bucket)] });
  s3 = s3Client(cloud);
});
afterAll(() => cloud.stop());

/** Of the text "hello". */
const known = {
  CRC32: "NhCmhg==",
  CRC32C: "mnG7TA==",
  CRC64NVME: "M3eFcAZSQlc=",
  SHA1: "qvTGHdzF6KLavt4PO0gs2a6pQ00=",
  SHA256: "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
} as const;
type Name = keyof typeof known;
const names = Object.keys(known) as Name[];

const put = (Key: string, more: object) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "hello", ...more }));

describe("checksums", () => {
  it.each(names)("in %s are verified and come back when asked for", async (name) => {
    const member = `Checksum${name}` as const;
    expect(await put(name, { [member]: known[name] })).toMatchObject({ [member]: known[name] });
    const asked = new HeadObjectCommand({ Bucket, Key: name, ChecksumMode: "ENABLED" });
    expect(await s3.send(asked)).toMatchObject({ [member]: known[name], ChecksumType: "FULL_OBJECT" });
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: name })))[member]).toBeUndefined();
  });

  it.each(names)("in %s that do not match are refused, and what was there stays", async (name) => {
    const Key = `kept ${name}`;
    await put(Key, {});
    const wrong = Buffer.from(known[name], "base64");
    wrong[0] = (wrong[0] ?? 0) ^ 1;
    const refused = put(Key, { Body: "hello", [`Checksum${name}`]: wrong.toString("base64") });
    await expect(refused).rejects.toMatchObject({ name: "BadDigest" });
    expect(await textOf((await s3.send(new GetObjectCommand({ Bucket, Key }))).Body)).toBe("hello");
  });

  it.each(["CRC32", "CRC32C", "SHA1", "SHA256"] as const)(
    "in %s may follow the body as a trailer",
    async (ChecksumAlgorithm) => {
      const Body = Readable.from([Buffer.from("he"), Buffer.from("llo")]);
      const answer = await put(`trailer ${ChecksumAlgorithm}`, { Body, ContentLength: 5, ChecksumAlgorithm });
      expect(answer).toMatchObject({ [`Checksum${ChecksumAlgorithm}`]: known[ChecksumAlgorithm] });
    },
  );

  it("that are no checksums at all are refused", async () => {
    await expect(put("short", { ChecksumSHA256: "abcd" })).rejects.toMatchObject({ name: "InvalidRequest" });
    await expect(put("two", { ChecksumSHA256: known.SHA256, ChecksumSHA1: known.SHA1 })).rejects.toMatchObject({
      name: "InvalidRequest",
    });
  });

  it.each([
    ["XUFAKrxLKna5cZ2REBfFkg==", undefined],
    ["XUFAKrxLKna5cZ2REBfFkQ==", "BadDigest"],
    ["aGVsbG8=", "InvalidDigest"],
  ])("as Content-MD5 %s: %s", async (ContentMD5, name) => {
    const sent = put("md5", { ContentMD5 });
    if (name) await expect(sent).rejects.toMatchObject({ name });
    else await expect(sent).resolves.toBeDefined();
  });
});
