import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { bucketResource, s3Client } from "./testing.ts";

const Bucket = "presigned";
const Key = "a b/ü+%.mp4";
let cloud: TestCloud;
let s3: S3Client;

beforeAll(async () => {
  cloud = await startTestCloud({ resources: [bucketResource(Bucket)] });
  s3 = s3Client(cloud);
});
afterAll(() => cloud.stop());

describe("presigned URLs", () => {
  it("upload and download without keys, with what was signed for them", async () => {
    const upload = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, Metadata: { by: "browser" } }));
    const put = await fetch(upload, { method: "PUT", body: "hello", headers: { "content-type": "video/mp4" } });
    expect(put.status).toBe(200);
    expect(put.headers.get("etag")).toBe('"5d41402abc4b2a76b9719d911017c592"');
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ContentType: "video/mp4",
      Metadata: { by: "browser" },
    });
    const input = { Bucket, Key, ResponseContentDisposition: 'attachment; filename="film.mp4"' };
    const get = await fetch(await getSignedUrl(s3, new GetObjectCommand(input)), { headers: { range: "bytes=1-" } });
    expect(get.status).toBe(206);
    expect(await get.text()).toBe("ello");
    expect(get.headers.get("content-disposition")).toBe(input.ResponseContentDisposition);
  });

  it.each([
    ["key", (url: URL) => Object.assign(url, { pathname: url.pathname.replace("mp4", "mov") })],
    ["expiry", (url: URL) => url.searchParams.set("X-Amz-Expires", "604800")],
    ["date", (url: URL) => url.searchParams.set("X-Amz-Date", "20200101T000000Z")],
    ["added parameter", (url: URL) => url.searchParams.set("response-content-type", "text/html")],
    ["signature", (url: URL) => url.searchParams.set("X-Amz-Signature", "0".repeat(64))],
  ])("are refused when altered in their %s", async (_what, alter) => {
    const url = new URL(await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key })));
    alter(url);
    const response = await fetch(url);
    expect(response.status).toBe(403);
    expect(await response.text()).toMatch(/<Code>(SignatureDoesNotMatch|AccessDenied)<\/Code>/);
  });

  it("are refused for another method than the signed one", async () => {
    const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }));
    expect((await fetch(url, { method: "DELETE" })).status).toBe(403);
  });
});
