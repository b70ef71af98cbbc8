import {
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { bucketResource, s3Client } from "./testing.ts";

const Bucket = "listing";
/** In the order of their UTF-8 bytes: 🎬 comes after the fullwidth letter, which is not so in UTF-16. */
const keys = ["a", "a/1", "a/2", "a/b/1", "a/b/2", "b", "c/1", "d&<e>", "z 1+2", "Ａ", "🎬"];
let cloud: TestCloud;
let s3: S3Client;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [bucketResource(Bucket), bucketResource("other")] });
  s3 = s3Client(cloud);
  await Promise.all(keys.toReversed().map((Key) => s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))));
});
afterAll(() => cloud.stop());

const list = async (input: object = {}) => {
  const answer = await s3.send(new ListObjectsV2Command({ Bucket, ...input }));
  return {
    keys: (answer.Contents ?? []).map(({ Key }) => Key),
    prefixes: (answer.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
    answer,
  };
};

/** Everything, page by page. */
async function all(input: object): Promise<{ keys: (string | undefined)[]; pages: number }> {
  const found: (string | undefined)[] = [];
  let token: string | undefined;
  let pages = 0;
  do {
    const page = await list({ ...input, ContinuationToken: token });
    found.push(...[...page.keys, ...page.prefixes].sort((a = "", b = "") => Buffer.from(a).compare(Buffer.from(b))));
    token = page.answer.NextContinuationToken;
    pages++;
  } while (token);
  return { keys: found, pages };
}

describe("listing", () => {
  it("is in the order of the keys' bytes", async () => {
    expect((await list()).keys).toEqual(keys);
  });

  it.each([
    [{ Prefix: "a" }, ["a", "a/1", "a/2", "a/b/1", "a/b/2"], []],
    [{ Prefix: "a/" }, ["a/1", "a/2", "a/b/1", "a/b/2"], []],
    [{ Delimiter: "/" }, ["a", "b", "d&<e>", "z 1+2", "Ａ", "🎬"], ["a/", "c/"]],
    [{ Prefix: "a/", Delimiter: "/" }, ["a/1", "a/2"], ["a/b/"]],
    [{ Prefix: "a/b/", Delimiter: "/" }, ["a/b/1", "a/b/2"], []],
    [{ Delimiter: "/b/" }, keys.filter((key) => !key.startsWith("a/b/")), ["a/b/"]],
    [{ StartAfter: "d" }, ["d&<e>", "z 1+2", "Ａ", "🎬"], []],
    [{ StartAfter: "a/1", Delimiter: "/" }, ["b", "d&<e>", "z 1+2", "Ａ", "🎬"], ["a/", "c/"]],
    [{ StartAfter: "a/", Delimiter: "/" }, ["b", "d&<e>", "z 1+2", "Ａ", "🎬"], ["c/"]],
    [{ Prefix: "nothing" }, [], []],
    [{ MaxKeys: 0 }, [], []],
  ])("of %j", async (input, expectedKeys, prefixes) => {
    const { keys: found, prefixes: rolledUp, answer } = await list(input);
    expect(found).toEqual(expectedKeys);
    expect(rolledUp).toEqual(prefixes);
    expect(answer).toMatchObject({ IsTruncated: false, KeyCount: found.length + rolledUp.length });
  });

  it.each([1, 2, 3, 10])("in pages of %i leaves out nothing and repeats nothing", async (MaxKeys) => {
    expect(await all({ MaxKeys })).toEqual({ keys, pages: Math.ceil(keys.length / MaxKeys) });
    const rolledUp = ["a", "a/", "b", "c/", "d&<e>", "z 1+2", "Ａ", "🎬"];
    expect((await all({ MaxKeys, Delimiter: "/" })).keys).toEqual(rolledUp);
  });

  it("encodes keys for clients that ask for it", async () => {
    const { keys: found } = await list({ EncodingType: "url", Prefix: "z" });
    expect(found).toEqual(["z+1%2B2"]);
  });

  it("tells size, ETag and, when asked, the owner", async () => {
    const { answer } = await list({ Prefix: "b", FetchOwner: true });
    expect(answer.Contents?.[0]).toMatchObject({
      Key: "b",
      Size: 1,
      ETag: '"92eb5ffee6ae2fec3ad71c777531578f"',
      StorageClass: "STANDARD",
      Owner: { ID: "000000000000" },
    });
  });

  it("works as of old, with markers", async () => {
    const send = (input: object) => s3.send(new ListObjectsCommand({ Bucket, ...input }));
    const first = await send({ Delimiter: "/", MaxKeys: 2 });
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: "a/", CommonPrefixes: [{ Prefix: "a/" }] });
    const next = await send({ Delimiter: "/", MaxKeys: 2, Marker: first.NextMarker });
    expect(next).toMatchObject({ Contents: [{ Key: "b" }], CommonPrefixes: [{ Prefix: "c/" }] });
  });

  it("refuses a token that it never gave", async () => {
    await expect(list({ ContinuationToken: "!" })).rejects.toMatchObject({ name: "InvalidArgument" });
  });

  it("names all buckets", async () => {
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual([Bucket, "other"]);
  });
});
