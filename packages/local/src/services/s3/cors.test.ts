import { request } from "node:http";
import { DeleteBucketCorsCommand, GetBucketCorsCommand, PutBucketCorsCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { bucketResource, s3Client } from "./testing.ts";

const Bucket = "cors";
let cloud: TestCloud;
let s3: S3Client;

beforeAll(async () => {
  const corsRules = [
    {
      allowedOrigins: ["https://*.example.com"],
      allowedMethods: ["PUT"],
      allowedHeaders: ["content-type", "x-amz-*"],
      maxAgeSeconds: 60,
    },
    { allowedOrigins: ["*"], allowedMethods: ["GET"], exposeHeaders: ["ETag"] },
  ];
  cloud = await startTestCloud({
    resources: [
      bucketResource(Bucket),
      {
        type: "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
        name: "Cors",
        inputs: { bucket: Bucket, corsRules },
      },
    ],
  });
  s3 = s3Client(cloud);
});
afterAll(() => cloud.stop());

const send = (method: string, headers: Record<string, string>, path = `/${Bucket}/key`) =>
  new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
    request(cloud.endpoint + path, { method, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .on("error", reject)
      .end();
  });
const preflight = (origin: string, method: string, headers = "") =>
  send("OPTIONS", { origin, "access-control-request-method": method, "access-control-request-headers": headers });

describe("CORS", () => {
  it.each([
    ["https://app.example.com", "PUT", "content-type, X-Amz-Meta-A", 200],
    ["https://app.example.com", "PUT", "authorization", 403],
    ["https://example.org", "PUT", "", 403],
    ["https://example.org", "GET", "", 200],
    ["https://example.org", "DELETE", "", 403],
  ])("answers the preflight of %s for %s with headers '%s': %i", async (origin, method, headers, status) => {
    const answer = await preflight(origin, method, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers["access-control-allow-origin"] !== undefined).toBe(status === 200);
  });

  it("says what the rule allows", async () => {
    const { headers } = await preflight("https://app.example.com", "PUT", "content-type");
    expect(headers).toMatchObject({
      "access-control-allow-origin": "https://app.example.com",
      "access-control-allow-methods": "PUT",
      "access-control-allow-headers": "content-type",
      "access-control-allow-credentials": "true",
      "access-control-max-age": "60",
    });
  });

  it("lets browsers read answers, also refusals, by the rule of the bucket", async () => {
    const { status, headers } = await send("GET", { origin: "https://example.org" });
    expect(status).toBe(403);
    expect(headers).toMatchObject({ "access-control-allow-origin": "*", "access-control-expose-headers": "ETag" });
    expect((await send("GET", {})).headers["access-control-allow-origin"]).toBeUndefined();
    expect(
      (await send("GET", { origin: "https://x.org" }, "/other/key")).headers["access-control-allow-origin"],
    ).toBeUndefined();
  });

  it("is configured by the API too", async () => {
    const { CORSRules } = await s3.send(new GetBucketCorsCommand({ Bucket }));
    expect(CORSRules?.[0]).toMatchObject({ AllowedMethods: ["PUT"], MaxAgeSeconds: 60 });
    const rule = { AllowedMethods: ["PATCH"], AllowedOrigins: ["*"] };
    const refused = s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
    await expect(refused).rejects.toMatchObject({ name: "InvalidRequest" });
    await s3.send(new DeleteBucketCorsCommand({ Bucket }));
    await expect(s3.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchCORSConfiguration",
    });
    expect((await preflight("https://example.org", "GET")).status).toBe(403);
  });
});
