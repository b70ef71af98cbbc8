import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Principal } from "../../service.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { createS3, type S3 } from "./service.ts";
import { bucketResource, s3Client, textOf } from "./testing.ts";

const Bucket = "files";
const MB = 1024 * 1024;
const operator: Principal = { kind: "operator" };
const stranger: Principal = { kind: "role", arn: "arn:aws:iam::000000000000:role/nobody", session: "nobody" };
let cloud: TestCloud;
let client: S3Client;
let s3: S3;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [bucketResource(Bucket)] });
  client = s3Client(cloud);
  // The service as MediaConvert is given it; it works on the same state as the one behind the endpoint.
  s3 = createS3(cloud.cloud);
});
afterAll(() => cloud.stop());

async function uploadInParts(Key: string, bodies: readonly Buffer[]): Promise<Buffer> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
  for (const [index, Body] of bodies.entries()) {
    const part = { Bucket, Key, UploadId, PartNumber: index + 1 };
    const { ETag } = await client.send(new UploadPartCommand({ ...part, Body }));
    Parts.push({ PartNumber: part.PartNumber, ETag });
  }
  await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  return Buffer.concat(bodies);
}

const fileNames = () => readdirSync(path.join(cloud.directory, "objects")).sort();

describe("an object's file", () => {
  it.each(["hello", ""])("has the bytes that were put: %j", async (Body) => {
    await client.send(new PutObjectCommand({ Bucket, Key: "put", Body }));
    const located = await s3.locate(operator, Bucket, "put");
    expect(readFileSync(located.path, "utf8")).toBe(Body);
    expect(located.size).toBe(Body.length);
  });

  it("is there without a copy after an upload in parts of one size", async () => {
    const bytes = await uploadInParts("even", [Buffer.alloc(5 * MB, 1), Buffer.alloc(5 * MB, 2), Buffer.from("end")]);
    const before = fileNames();
    const located = await s3.locate(operator, Bucket, "even");
    expect(readFileSync(located.path).equals(bytes)).toBe(true);
    expect(fileNames()).toEqual(before);
  });

  it("is joined once when the parts could not lie side by side", async () => {
    const bytes = await uploadInParts("odd", [Buffer.alloc(5 * MB, 1), Buffer.alloc(6 * MB, 2), Buffer.from("end")]);
    const [first, second] = [await s3.locate(operator, Bucket, "odd"), await s3.locate(operator, Bucket, "odd")];
    expect(readFileSync(first.path).equals(bytes)).toBe(true);
    expect(second).toEqual(first);
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket, Key: "odd", Range: `bytes=${5 * MB - 1}-${5 * MB}` }),
    );
    expect(await Body?.transformToByteArray()).toEqual(new Uint8Array([1, 2]));
  });

  it("is for those only who may read the object", async () => {
    await expect(s3.locate(stranger, Bucket, "put")).rejects.toMatchObject({ code: /AccessDenied/ });
    await expect(s3.locate(operator, Bucket, "missing")).rejects.toMatchObject({ code: "NoSuchKey" });
  });
});

describe("a finished file", () => {
  const file = () => {
    const made = path.join(cloud.directory, "rendition.mp4");
    writeFileSync(made, "rendered");
    return made;
  };

  it("becomes an object by being moved", async () => {
    const made = file();
    const metadata = { job: "1" };
    await s3.adopt(operator, { bucket: Bucket, key: "out/a.mp4", path: made, contentType: "video/mp4", metadata });
    expect(existsSync(made)).toBe(false);
    const answer = await client.send(new GetObjectCommand({ Bucket, Key: "out/a.mp4" }));
    expect(answer).toMatchObject({
      ContentType: "video/mp4",
      Metadata: metadata,
      ETag: `"${createHash("md5").update("rendered").digest("hex")}"`,
    });
    expect(await textOf(answer.Body)).toBe("rendered");
  });

  it("stays where it is when it may not become one", async () => {
    const made = file();
    const adopted = { bucket: Bucket, key: "out/b.mp4", path: made, contentType: "video/mp4" };
    await expect(s3.adopt(stranger, adopted)).rejects.toMatchObject({ code: /AccessDenied/ });
    await expect(s3.adopt(operator, { ...adopted, bucket: "nowhere" })).rejects.toMatchObject({ code: "NoSuchBucket" });
    expect(existsSync(made)).toBe(true);
  });
});
