import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { bucketResource, s3Client } from "./testing.ts";

const run = promisify(execFile);
const isInstalled = await run("aws", ["--version"]).then(
  () => true,
  () => false,
);
const Bucket = "cli";
let cloud: TestCloud;
let directory: string;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [bucketResource(Bucket)] });
  directory = mkdtempSync(path.join(tmpdir(), "videoflow-cli-"));
  // Version 1 of the CLI signs URLs in the old way unless it is told otherwise.
  writeFileSync(path.join(directory, "config"), "[default]\ns3 =\n  signature_version = s3v4\n");
});
afterAll(async () => {
  await cloud.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function aws(...args: string[]): Promise<string> {
  const { stdout } = await run("aws", args, {
    env: { ...process.env, ...cloud.env, AWS_PAGER: "", AWS_CONFIG_FILE: path.join(directory, "config") },
  });
  return stdout;
}

describe.skipIf(!isInstalled)("the AWS CLI", () => {
  it("copies a large file up, in parts, and down again", { timeout: 120_000 }, async () => {
    const [file, back] = [path.join(directory, "film ü.mp4"), path.join(directory, "back")];
    writeFileSync(file, randomBytes(20 * 1024 * 1024 + 7));
    await aws("s3", "cp", file, `s3://${Bucket}/films/`, "--no-progress");
    await aws("s3", "cp", `s3://${Bucket}/films/film ü.mp4`, back, "--no-progress");
    const hash = (name: string) => createHash("sha256").update(readFileSync(name)).digest("hex");
    expect(hash(back)).toBe(hash(file));
    const head = await s3Client(cloud).send(new HeadObjectCommand({ Bucket, Key: "films/film ü.mp4" }));
    expect(head).toMatchObject({ ContentLength: 20 * 1024 * 1024 + 7, ContentType: "video/mp4" });
    expect(head.ETag).toMatch(/-3"$/);
  });

  it("lists, presigns, and removes recursively", { timeout: 120_000 }, async () => {
    await aws("s3api", "put-object", "--bucket", Bucket, "--key", "text/a b.txt");
    expect(await aws("s3", "ls", `s3://${Bucket}/text/`)).toMatch(/ 0 a b\.txt\n$/);
    const url = (await aws("s3", "presign", `s3://${Bucket}/text/a b.txt`)).trim();
    expect((await fetch(url)).status).toBe(200);
    await aws("s3", "rm", `s3://${Bucket}`, "--recursive");
    expect((await fetch(url)).status).toBe(404);
  });
});
