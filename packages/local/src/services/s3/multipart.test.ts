import { createHash, randomBytes } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { algorithmOf } from "./checksum/algorithms.ts";
import { bucketResource, s3Client } from "./testing.ts";

const Bucket = "multipart";
const MB = 1024 * 1024;
/** Three parts: two of the smallest size that is taken, and a rest. */
const content = randomBytes(10 * MB + 1234);
const parts = [content.subarray(0, 5 * MB), content.subarray(5 * MB, 10 * MB), content.subarray(10 * MB)];
let cloud: TestCloud;
let s3: S3Client;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [bucketResource(Bucket)] });
  s3 = s3Client(cloud);
});
afterAll(() => cloud.stop());

const create = async (Key: string, more = {}) => {
  const { UploadId = "" } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  return { Bucket, Key, UploadId };
};
type Upload = Awaited<ReturnType<typeof create>>;

const upload = async (to: Upload, PartNumber: number, Body: Uint8Array, more = {}): Promise<CompletedPart> => {
  const { $metadata, ...answer } = await s3.send(new UploadPartCommand({ ...to, PartNumber, Body, ...more }));
  return { ...answer, PartNumber };
};
const complete = (to: Upload, Parts: CompletedPart[], more = {}) =>
  s3.send(new CompleteMultipartUploadCommand({ ...to, MultipartUpload: { Parts }, ...more }));

const bytesOf = async (Key: string, more = {}) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};
const md5 = (bytes: Uint8Array) => createHash("md5").update(bytes).digest();

describe("multipart uploads", () => {
  it.each([
    ["in order", [0, 1, 2]],
    ["in any order", [2, 0, 1]],
    ["in any order", [1, 2, 0]],
  ])("become one object when their parts come %s: %j", async (_how, order) => {
    const to = await create("ordered", { ContentType: "video/mp4", Metadata: { a: "1" } });
    const done: CompletedPart[] = [];
    for (const index of order) done[index] = await upload(to, index + 1, parts[index] ?? Buffer.alloc(0));
    const { ETag } = await complete(to, done);
    expect(ETag).toBe(`"${md5(Buffer.concat(parts.map(md5))).toString("hex")}-3"`);
    expect(md5(await bytesOf("ordered"))).toEqual(md5(content));
    const Range = `bytes=${5 * MB - 10}-${5 * MB + 9}`;
    expect(await bytesOf("ordered", { Range })).toEqual(content.subarray(5 * MB - 10, 5 * MB + 10));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "ordered" }));
    expect(head).toMatchObject({ ContentLength: content.length, ContentType: "video/mp4", Metadata: { a: "1" } });
  });

  it("take parts at the same time, of different sizes, again, and leave out what is not listed", async () => {
    const to = await create("mixed");
    const sizes = [6 * MB, 5 * MB, 7 * MB, 100];
    const bodies = sizes.map((size) => randomBytes(size));
    await Promise.all(bodies.map((body, index) => upload(to, index * 2 + 1, body)));
    const again = randomBytes(6 * MB);
    // Two senders of one part: the later answer counts, and neither mixes with the other.
    const [first, second] = await Promise.all([upload(to, 1, again), upload(to, 1, again)]);
    expect(first.ETag).toBe(second.ETag);
    const listed = await s3.send(new ListPartsCommand(to));
    const chosen = (listed.Parts ?? []).filter(({ PartNumber }) => PartNumber !== 3);
    await complete(
      to,
      chosen.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }) as CompletedPart),
    );
    const expected = Buffer.concat([again, bodies[2] ?? again, bodies[3] ?? again]);
    expect(md5(await bytesOf("mixed"))).toEqual(md5(expected));
    expect(await bytesOf("mixed", { PartNumber: 5 })).toEqual(bodies[2]);
  });

  it("keep a part that was taken when the same part is sent again and refused", async () => {
    const to = await create("sent again");
    const done = [await upload(to, 1, parts[0] ?? content), await upload(to, 2, Buffer.from("end"))];
    const damaged = { ChecksumSHA256: createHash("sha256").update("something else").digest("base64") };
    await expect(upload(to, 1, randomBytes(5 * MB), damaged)).rejects.toMatchObject({ name: "BadDigest" });
    await complete(to, done);
    expect(md5(await bytesOf("sent again"))).toEqual(md5(Buffer.concat([parts[0] ?? content, Buffer.from("end")])));
  });

  it("do not mix the bytes of two senders of one part", async () => {
    const to = await create("two senders");
    const bodies = [randomBytes(5 * MB), randomBytes(5 * MB)];
    await Promise.all(bodies.map((body) => upload(to, 1, body)));
    const { Parts = [] } = await s3.send(new ListPartsCommand(to));
    await complete(to, [{ PartNumber: 1, ETag: Parts[0]?.ETag } as CompletedPart]);
    const stored = md5(await bytesOf("two senders")).toString("hex");
    expect(`"${stored}"`).toBe(Parts[0]?.ETag);
  });

  it("copy parts from objects", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "source of parts", Body: content }));
    const to = await create("copied");
    const CopySource = `${Bucket}/source%20of%20parts`;
    const ranges = [`bytes=0-${5 * MB - 1}`, `bytes=${5 * MB}-${content.length - 1}`];
    const done: CompletedPart[] = [];
    for (const [index, CopySourceRange] of ranges.entries()) {
      const copy = new UploadPartCopyCommand({ ...to, PartNumber: index + 1, CopySource, CopySourceRange });
      const { CopyPartResult } = await s3.send(copy);
      done.push({ ETag: CopyPartResult?.ETag, PartNumber: index + 1 } as CompletedPart);
    }
    await complete(to, done);
    expect(md5(await bytesOf("copied"))).toEqual(md5(content));
    const beyond = { ...to, PartNumber: 1, CopySource, CopySourceRange: `bytes=0-${content.length}` };
    await expect(s3.send(new UploadPartCopyCommand(beyond))).rejects.toMatchObject({ name: "NoSuchUpload" });
  });

  it("may be completed twice with the same answer, and notice nothing else", async () => {
    const to = await create("twice");
    const done = [await upload(to, 1, Buffer.from("x"))];
    const { ETag } = await complete(to, done);
    expect(await complete(to, done)).toMatchObject({ ETag });
    await expect(complete({ ...to, UploadId: "unknown" }, done)).rejects.toMatchObject({ name: "NoSuchUpload" });
  });

  it("refuse a list of parts that is not what was uploaded", async () => {
    const to = await create("refused");
    const one = await upload(to, 1, Buffer.from("small"));
    const two = await upload(to, 2, Buffer.from("end"));
    await expect(complete(to, [one, two])).rejects.toMatchObject({ name: "EntityTooSmall" });
    await expect(complete(to, [two, one])).rejects.toMatchObject({ name: "InvalidPartOrder" });
    await expect(complete(to, [{ ...one, ETag: '"0"' }])).rejects.toMatchObject({ name: "InvalidPart" });
    await expect(complete(to, [{ ...one, PartNumber: 3 }])).rejects.toMatchObject({ name: "InvalidPart" });
    await expect(complete(to, [])).rejects.toMatchObject({ name: "MalformedXML" });
    await expect(upload(to, 10_001, Buffer.from("x"))).rejects.toMatchObject({ name: "InvalidArgument" });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: "refused" }))).rejects.toMatchObject({
      name: "NotFound",
    });
    await complete(to, [two]);
    expect((await bytesOf("refused")).toString()).toBe("end");
  });

  it("can be listed and aborted", async () => {
    const [a, b] = [await create("list/a"), await create("list/b")];
    await upload(a, 3, Buffer.from("three"));
    const uploads = async (more = {}) => {
      const { Uploads = [], ...rest } = await s3.send(
        new ListMultipartUploadsCommand({ Bucket, Prefix: "list/", ...more }),
      );
      return { keys: Uploads.map(({ Key }) => Key), ...rest };
    };
    expect((await uploads()).keys).toEqual(["list/a", "list/b"]);
    const page = await uploads({ MaxUploads: 1 });
    expect(page).toMatchObject({ keys: ["list/a"], IsTruncated: true });
    const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
    expect(await uploads({ KeyMarker, UploadIdMarker })).toMatchObject({ keys: ["list/b"], IsTruncated: false });
    const { Parts } = await s3.send(new ListPartsCommand(a));
    expect(Parts).toMatchObject([{ PartNumber: 3, Size: 5 }]);
    for (const to of [a, b]) await s3.send(new AbortMultipartUploadCommand(to));
    expect((await uploads()).keys).toEqual([]);
    await expect(upload(a, 1, Buffer.from("x"))).rejects.toMatchObject({ name: "NoSuchUpload" });
  });

  const digest = (name: string, bytes: Uint8Array) => {
    const state = algorithmOf(name).create();
    state.update(bytes);
    return state.digest();
  };
  it.each([
    ["CRC32", "FULL_OBJECT"],
    ["CRC32C", "FULL_OBJECT"],
    ["CRC64NVME", "FULL_OBJECT"],
    ["CRC32", "COMPOSITE"],
    ["CRC32C", "COMPOSITE"],
    ["SHA1", "COMPOSITE"],
    ["SHA256", "COMPOSITE"],
  ] as const)("have a %s checksum that is %s", async (ChecksumAlgorithm, ChecksumType) => {
    const to = await create("summed", { ChecksumAlgorithm, ChecksumType });
    // CRC64NVME is not in the SDK for Node without another package: the cloud calculates it then.
    const more = ChecksumAlgorithm === "CRC64NVME" ? {} : { ChecksumAlgorithm };
    const client = s3Client(cloud, { requestChecksumCalculation: "WHEN_REQUIRED" });
    const done: CompletedPart[] = [];
    for (const [index, Body] of parts.entries()) {
      const { $metadata, ...answer } = await client.send(
        new UploadPartCommand({ ...to, PartNumber: index + 1, Body, ...more }),
      );
      done.push({ ...answer, PartNumber: index + 1 });
    }
    const whole =
      ChecksumType === "FULL_OBJECT"
        ? digest(ChecksumAlgorithm, content).toString("base64")
        : `${digest(ChecksumAlgorithm, Buffer.concat(parts.map((part) => digest(ChecksumAlgorithm, part)))).toString("base64")}-3`;
    const member = `Checksum${ChecksumAlgorithm}`;
    await expect(complete(to, done, { [member]: `${"A".repeat(whole.length - 4)}AA==` })).rejects.toThrow();
    expect(await complete(to, done, { [member]: whole })).toMatchObject({ [member]: whole, ChecksumType });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "summed", ChecksumMode: "ENABLED" }));
    expect(head).toMatchObject({ [member]: whole, ChecksumType });
  });

  it("refuse checksums that cannot be made", async () => {
    const impossible = { ChecksumAlgorithm: "SHA256", ChecksumType: "FULL_OBJECT" };
    await expect(create("impossible", impossible)).rejects.toMatchObject({ name: "InvalidRequest" });
  });
});
