import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, it } from "vitest";
import { startTestCloud } from "../../testing.ts";
import { bucketResource, s3Client } from "./testing.ts";

const Bucket = "large";
const BYTES = 300 * 1024 * 1024;

/** Uploads and downloads in a process of its own, so that its buffers are not counted here. Prints how much came back. */
const client = `
  const [upload, download, bytes] = process.argv.slice(1);
  async function* body() {
    for (let left = Number(bytes); left > 0; left -= 1 << 20) yield Buffer.alloc(1 << 20);
  }
  const put = await fetch(upload, { method: "PUT", body: body(), duplex: "half", headers: { "content-length": bytes } });
  if (put.status !== 200) throw new Error(await put.text());
  let received = 0;
  for await (const chunk of (await fetch(download)).body) received += chunk.length;
  console.log(received);`;

it("takes and gives a body of any size without keeping it in memory", async () => {
  const cloud = await startTestCloud({ resources: [bucketResource(Bucket)] });
  const s3 = s3Client(cloud);
  const upload = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: "film" }));
  const download = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "film" }));
  const before = process.memoryUsage().arrayBuffers;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().arrayBuffers);
  }, 20);
  const args = ["--input-type=module", "-e", client, upload, download, `${BYTES}`];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  clearInterval(watch);
  expect(Number(stdout)).toBe(BYTES);
  expect(peak - before).toBeLessThan(BYTES / 2);
  await cloud.stop();
});
