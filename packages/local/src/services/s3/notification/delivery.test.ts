import { rmSync } from "node:fs";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { expect, it, vi } from "vitest";
import { startTestCloud } from "../../../testing.ts";
import { s3Client } from "../testing.ts";
import { Bucket, recordOf, resources, take } from "./testing.ts";

const put = (Key: string, client: S3Client) => client.send(new PutObjectCommand({ Bucket, Key, Body: "hello" }));

it("waits for a target that is not there yet, survives a kill, and delivers once for each put", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const withoutQueue = resources.filter(({ name }) => name !== "everything");
  const before = await startTestCloud({ resources: withoutQueue });
  const client = s3Client(before);
  await Promise.all(["1", "2", "3"].map((key) => put(key, client)));
  before.kill();
  said.mockRestore();

  const after = await startTestCloud({ resources, directory: before.directory });
  const messages = await take(after, "everything", 3);
  expect(messages.map((message) => recordOf(message).s3.object.key).sort()).toEqual(["1", "2", "3"]);
  await put("4", s3Client(after));
  const [last] = await take(after, "everything", 1);
  expect(recordOf(last).s3.object.key).toBe("4");
  await after.stop();
  rmSync(before.directory, { recursive: true, force: true });
});
