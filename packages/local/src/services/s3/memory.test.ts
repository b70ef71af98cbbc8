import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, it } from "vitest";
import { startTestCloud } from "../../testing.ts";
import { bucketResource, s3Client } from "./testing.ts";

const Bucket = "large";
const MB = 1024 * 1024;

/** Uploads and downloads in a process of its own, so that its buffers are not counted here. Prints how much came back. */
const client = `
  const { uploads, downloads, bytes } = JSON.parse(process.argv[1]);
  const chunk = Buffer.alloc(1 << 20);
  async function* body() {
    for (let left = bytes; left > 0; left -= chunk.length) yield chunk;
  }
  await Promise.all(uploads.map(async (url) => {
    const put = await fetch(url, { method: "PUT", body: body(), duplex: "half", headers: { "content-length": bytes } });
    if (put.status !== 200) throw new Error(await put.text());
  }));
  let received = 0;
  await Promise.all(downloads.map(async (url) => {
    for await (const chunk of (await fetch(url)).body) received += chunk.length;
  }));
  console.log(received);`;

it.each([
  { name: "one body of any size", count: 1, bytes: 400 * MB, most: 250 * MB },
  { name: "twenty bodies at once", count: 20, bytes: 50 * MB, most: 300 * MB },
])("takes and gives $name without keeping it in memory", { timeout: 180_000 }, async ({ count, bytes, most }) => {
  const cloud = await startTestCloud({ resources: [bucketResource(Bucket)] });
  const s3 = s3Client(cloud);
  const targets = Array.from({ length: count }, (_, index) => ({ Bucket, Key: `film ${index}` }));
  const uploads = await Promise.all(targets.map((target) => getSignedUrl(s3, new PutObjectCommand(target))));
  const downloads = await Promise.all(targets.map((target) => getSignedUrl(s3, new GetObjectCommand(target))));
  // Of the whole process: threads have buffers too.
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const args = ["--input-type=module", "-e", client, JSON.stringify({ uploads, downloads, bytes })];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  clearInterval(watch);
  expect(Number(stdout)).toBe(count * bytes);
  expect(peak - before).toBeLessThan(most);
  await cloud.stop();
});
