import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import path from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { bucketResource, s3Client, textOf } from "./testing.ts";

const Bucket = "durable";
const Key = "film.mp4";
const resources = [bucketResource(Bucket)];
const BYTES = 3 * 1024 * 1024;

const filesOf = ({ directory }: TestCloud) => {
  const objects = path.join(directory, "objects");
  return readdirSync(objects).map((file) => ({ file, size: statSync(path.join(objects, file)).size }));
};

/** Kills a cloud once `isTime`, starts another on what it left, and checks that only the first object is there. */
async function expectFirstObjectOnly(before: TestCloud, isTime: () => boolean): Promise<void> {
  while (!isTime()) await setImmediate();
  before.kill();
  // In this process the rest of the old cloud still tidies up after itself; a real kill leaves the file.
  writeFileSync(path.join(before.directory, "objects", "left over"), "half");
  const after = await startTestCloud({ resources, directory: before.directory });
  const { Body, ETag } = await s3Client(after).send(new GetObjectCommand({ Bucket, Key }));
  expect(await textOf(Body)).toBe("first");
  expect(ETag).toBe('"8b04d5e3775d298e78455efc5ca404d5"');
  await expect.poll(() => filesOf(after).map(({ size }) => size)).toEqual([5]);
  await after.stop();
  rmSync(before.directory, { recursive: true, force: true });
}

async function startWithFirstObject(): Promise<TestCloud> {
  const cloud = await startTestCloud({ resources });
  await s3Client(cloud).send(new PutObjectCommand({ Bucket, Key, Body: "first" }));
  return cloud;
}

it("shows nothing of an upload whose process was killed when half the bytes had come", async () => {
  const before = await startWithFirstObject();
  const url = await getSignedUrl(s3Client(before), new PutObjectCommand({ Bucket, Key }));
  const upload = request(url, { method: "PUT", headers: { "content-length": BYTES } }).on("error", () => {});
  upload.write(Buffer.alloc(BYTES / 2));
  await expectFirstObjectOnly(before, () => filesOf(before).some(({ size }) => size > 5));
});

it("shows nothing of an upload whose process was killed between its bytes and its row", async () => {
  const before = await startWithFirstObject();
  const sent = s3Client(before).send(new PutObjectCommand({ Bucket, Key, Body: Buffer.alloc(BYTES) }));
  sent.catch(() => {});
  await expectFirstObjectOnly(before, () => filesOf(before).some(({ size }) => size === BYTES));
});

it("shows everything that was acknowledged when the process was killed right after", async () => {
  const before = await startTestCloud({ resources });
  const s3 = s3Client(before);
  const keys = Array.from({ length: 20 }, (_, index) => `object ${index}`);
  await Promise.all(keys.map((key) => s3.send(new PutObjectCommand({ Bucket, Key: key, Body: key }))));
  before.kill();
  const after = await startTestCloud({ resources, directory: before.directory });
  for (const key of keys) {
    const { Body } = await s3Client(after).send(new GetObjectCommand({ Bucket, Key: key }));
    expect(await textOf(Body)).toBe(key);
  }
  await after.stop();
  rmSync(before.directory, { recursive: true, force: true });
});

it("keeps an object readable to the end for whoever began before it was replaced", async () => {
  const cloud = await startTestCloud({ resources });
  const s3 = s3Client(cloud);
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "first" }));
  const reading = await cloud.cloud.call<{ Body: Readable }>({ kind: "operator" }, "s3", "GetObject", { Bucket, Key });
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "second" }));
  expect(await text(reading.Body)).toBe("first");
  await expect.poll(() => filesOf(cloud).length).toBe(1);
  expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ContentLength: 6 });
  await cloud.stop();
});
