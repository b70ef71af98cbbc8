import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { bucketResource, s3Client, textOf } from "./testing.ts";

const Bucket = "reads";
let cloud: TestCloud;
let s3: S3Client;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [bucketResource(Bucket)] });
  s3 = s3Client(cloud);
});
afterAll(() => cloud.stop());

const put = (Key: string, Body = "hello") => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
const get = (Key: string, more = {}) => s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
const head = (Key: string, more = {}) => s3.send(new HeadObjectCommand({ Bucket, Key, ...more }));

describe("reads", () => {
  it.each([
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=4-", "456789", "bytes 4-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=-99", "0123456789", "bytes 0-9/10"],
    ["bytes=8-99", "89", "bytes 8-9/10"],
    ["bytes=9-9", "9", "bytes 9-9/10"],
    ["bytes=3-2", "0123456789", undefined],
    ["bytes=0-1,4-5", "0123456789", undefined],
    ["lines=0-3", "0123456789", undefined],
  ])("answer the range %s", async (Range, content, ContentRange) => {
    await put("ranged", "0123456789");
    const answer = await get("ranged", { Range });
    expect(await textOf(answer.Body)).toBe(content);
    expect(answer.ContentRange).toBe(ContentRange);
    expect(answer.$metadata.httpStatusCode).toBe(ContentRange ? 206 : 200);
  });

  it.each([
    ["ranged", "bytes=10-"],
    ["ranged", "bytes=-0"],
    ["empty", "bytes=0-"],
  ])("refuse a range of %s that does not exist: %s", async (Key, Range) => {
    await put("ranged", "0123456789");
    await put("empty", "");
    await expect(get(Key, { Range })).rejects.toMatchObject({
      name: "InvalidRange",
      $metadata: { httpStatusCode: 416 },
    });
  });

  const past = new Date("2001-01-01T00:00:00Z");
  const future = new Date("2099-01-01T00:00:00Z");
  const good = '"5d41402abc4b2a76b9719d911017c592"';
  const bad = '"00000000000000000000000000000000"';
  it.each([
    [{ IfMatch: good }, 200],
    [{ IfMatch: "*" }, 200],
    [{ IfMatch: bad }, 412],
    [{ IfMatch: `${bad}, ${good}` }, 200],
    [{ IfNoneMatch: bad }, 200],
    [{ IfNoneMatch: good }, 304],
    [{ IfNoneMatch: `W/${good}` }, 304],
    [{ IfModifiedSince: past }, 200],
    [{ IfModifiedSince: future }, 304],
    [{ IfUnmodifiedSince: future }, 200],
    [{ IfUnmodifiedSince: past }, 412],
    [{ IfMatch: good, IfUnmodifiedSince: past }, 200],
    [{ IfNoneMatch: bad, IfModifiedSince: future }, 200],
    [{ IfNoneMatch: good, IfModifiedSince: past }, 304],
  ])("read on condition %j with status %i", async (conditions, status) => {
    await put("conditional");
    for (const read of [get, head]) {
      const code = await read("conditional", conditions).then(
        ({ $metadata }) => $metadata.httpStatusCode,
        (error) => error.$metadata.httpStatusCode,
      );
      expect(code).toBe(status);
    }
  });

  it("of a range begin anew when what was resumed has changed meanwhile", async () => {
    await put("resumed", "0123456789");
    const send = (header: string) => {
      const command = new GetObjectCommand({ Bucket, Key: "resumed", Range: "bytes=5-" });
      command.middlewareStack.add(
        (next) => (args) => {
          Object.assign((args.request as { headers: object }).headers, { "if-range": header });
          return next(args);
        },
        { step: "build" },
      );
      return s3.send(command);
    };
    const { ETag = "" } = await head("resumed");
    expect(await textOf((await send(ETag)).Body)).toBe("56789");
    expect(await textOf((await send('"old"')).Body)).toBe("0123456789");
  });
});
