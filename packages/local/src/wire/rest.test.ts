import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as lambda from "@aws-sdk/client-lambda";
import * as mediaconvert from "@aws-sdk/client-mediaconvert";
import * as s3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsError } from "../error.ts";
import type { Codec, Decoded } from "./codec.ts";
import { restCodec } from "./rest.ts";

/** Serves a codec alone: remembers what it decoded and answers what the test says. */
function serve(codec: Codec) {
  const seen: Decoded[] = [];
  let answer: (decoded: Decoded) => object = () => ({});
  const server: Server = createServer(async (incoming, response) => {
    const request = {
      method: incoming.method ?? "GET",
      path: (incoming.url ?? "/").split("?", 1)[0] ?? "/",
      url: new URL(`http://localhost${incoming.url}`),
      requestId: "request-1",
      headers: incoming.headers,
      body: incoming,
    };
    const reply = await codec
      .decode(request)
      .then(async (decoded) => {
        seen.push(decoded);
        return codec.encode(decoded.operation, answer(decoded), request);
      })
      .catch((error: AwsError) => codec.error(error, request));
    response.writeHead(reply.status, reply.headers);
    if (reply.body instanceof Readable) await pipeline(reply.body, response);
    else response.end(reply.body);
  });
  return {
    server,
    last: () => seen.at(-1),
    answerWith(next: (decoded: Decoded) => object) {
      answer = next;
    },
    config: () => ({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: "us-east-1",
      credentials: { accessKeyId: "id", secretAccessKey: "secret" },
      maxAttempts: 1,
    }),
  };
}

const xmlNamespace = "http://s3.amazonaws.com/doc/2006-03-01/";
const xml = serve(restCodec({ module: s3, protocol: "xml", xmlNamespace }));
const functions = serve(restCodec({ module: lambda, protocol: "json" }));
const jobs = serve(restCodec({ module: mediaconvert, protocol: "json" }));

beforeAll(() =>
  Promise.all([xml, functions, jobs].map(({ server }) => new Promise<void>((done) => server.listen(0, done)))),
);
afterAll(() => {
  for (const { server } of [xml, functions, jobs]) server.close();
});

const s3Client = () => new s3.S3Client({ ...xml.config(), forcePathStyle: true });
const lambdaClient = () => new lambda.LambdaClient(functions.config());
const jobClient = () => new mediaconvert.MediaConvertClient(jobs.config());

describe("REST-XML", () => {
  const key = { Bucket: "b", Key: "k" };
  const upload = { ...key, UploadId: "u" };
  it.each([
    ["ListBuckets", new s3.ListBucketsCommand({})],
    ["HeadBucket", new s3.HeadBucketCommand({ Bucket: "b" })],
    ["ListObjects", new s3.ListObjectsCommand({ Bucket: "b" })],
    ["ListObjectsV2", new s3.ListObjectsV2Command({ Bucket: "b" })],
    ["ListMultipartUploads", new s3.ListMultipartUploadsCommand({ Bucket: "b" })],
    ["GetBucketCors", new s3.GetBucketCorsCommand({ Bucket: "b" })],
    ["GetObject", new s3.GetObjectCommand(key)],
    ["GetObjectTagging", new s3.GetObjectTaggingCommand(key)],
    ["CopyObject", new s3.CopyObjectCommand({ ...key, CopySource: "b/x" })],
    ["CreateMultipartUpload", new s3.CreateMultipartUploadCommand(key)],
    ["UploadPart", new s3.UploadPartCommand({ ...upload, PartNumber: 1, Body: "" })],
    ["UploadPartCopy", new s3.UploadPartCopyCommand({ ...upload, PartNumber: 1, CopySource: "b/x" })],
    ["ListParts", new s3.ListPartsCommand(upload)],
    ["CompleteMultipartUpload", new s3.CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [] } })],
    ["AbortMultipartUpload", new s3.AbortMultipartUploadCommand(upload)],
    ["DeleteObject", new s3.DeleteObjectCommand(key)],
    ["DeleteObjects", new s3.DeleteObjectsCommand({ Bucket: "b", Delete: { Objects: [{ Key: "a" }] } })],
  ])("tells %s from what shares its path", async (name, command) => {
    xml.answerWith(() => ({ CopyObjectResult: {}, CopyPartResult: {} }));
    await s3Client().send(command as s3.HeadBucketCommand);
    expect(xml.last()?.operation).toBe(name);
  });

  it.each([
    "plain",
    "a/b/c.mp4",
    "dir/",
    "ü ñ 漢字 🎬",
    "a+b c%20d&e=f?g#h",
    "'()*!~",
    "/leading",
    "x//y",
    "a/../b/./c",
  ])("reads the key %j as it was written", async (Key) => {
    await s3Client().send(new s3.HeadObjectCommand({ Bucket: "b", Key }));
    expect(xml.last()?.input).toMatchObject({ Bucket: "b", Key });
  });

  it("hands a streamed payload on unread, and its headers, metadata and times as typed input", async () => {
    const Expires = new Date("2030-01-02T03:04:05Z");
    xml.answerWith(({ body }) => {
      body?.resume();
      return { ETag: '"e"', ChecksumCRC32: "AAAAAA==" };
    });
    const output = await s3Client().send(
      new s3.PutObjectCommand({
        Bucket: "b",
        Key: "k",
        Body: "hello",
        Metadata: { one: "1" },
        Expires,
        CacheControl: "no-store",
      }),
    );
    expect(xml.last()?.body).toBeInstanceOf(Readable);
    expect(xml.last()?.input).toMatchObject({
      Metadata: { one: "1" },
      Expires,
      CacheControl: "no-store",
      ContentLength: expect.any(Number),
    });
    expect(output).toMatchObject({ ETag: '"e"', ChecksumCRC32: "AAAAAA==" });
  });

  it("writes lists, escapes and times as the client reads them", async () => {
    const Contents = [{ Key: "a&<b>\r\n'\"", Size: 3, LastModified: new Date(1000), ETag: '"e"' }];
    xml.answerWith(() => ({
      Name: "b",
      IsTruncated: false,
      KeyCount: 1,
      Contents,
      CommonPrefixes: [{ Prefix: "d/" }],
    }));
    const output = await s3Client().send(new s3.ListObjectsV2Command({ Bucket: "b" }));
    expect(output).toMatchObject({ Contents, CommonPrefixes: [{ Prefix: "d/" }], IsTruncated: false });
  });

  it("reads lists and text payloads", async () => {
    xml.answerWith(() => ({}));
    const Delete = { Objects: [{ Key: "a & b" }, { Key: " c " }], Quiet: true };
    await s3Client().send(new s3.DeleteObjectsCommand({ Bucket: "b", Delete }));
    expect(xml.last()?.input).toMatchObject({ Delete });
    await s3Client().send(new s3.PutBucketPolicyCommand({ Bucket: "b", Policy: '{"Statement":[]}' }));
    expect(xml.last()?.input).toMatchObject({ Policy: '{"Statement":[]}' });
  });

  it("answers errors with code, message and detail", async () => {
    xml.answerWith(() => {
      throw new AwsError("NoSuchKey", "No <key>", 404, { Key: "a&b" });
    });
    await expect(s3Client().send(new s3.GetObjectCommand({ Bucket: "b", Key: "k" }))).rejects.toMatchObject({
      name: "NoSuchKey",
      message: "No <key>",
      Key: "a&b",
      RequestId: "request-1",
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe("REST-JSON", () => {
  it("binds an invocation's headers, query and payload", async () => {
    functions.answerWith(() => ({ StatusCode: 200, FunctionError: "Unhandled", Payload: Buffer.from('{"a":1}') }));
    const output = await lambdaClient().send(
      new lambda.InvokeCommand({
        FunctionName: "f:1",
        InvocationType: "Event",
        Qualifier: "live",
        Payload: '{"in":"ü"}',
      }),
    );
    expect(functions.last()).toMatchObject({
      operation: "Invoke",
      input: { FunctionName: "f:1", InvocationType: "Event", Qualifier: "live", Payload: Buffer.from('{"in":"ü"}') },
    });
    expect(output.FunctionError).toBe("Unhandled");
    expect(output.Payload?.transformToString()).toBe('{"a":1}');
  });

  it("takes the status from the output where the API binds it", async () => {
    functions.answerWith(() => ({ StatusCode: 202 }));
    const output = await lambdaClient().send(new lambda.InvokeCommand({ FunctionName: "f", InvocationType: "Event" }));
    expect(output.StatusCode).toBe(202);
  });

  it("streams events of a response as they come", async () => {
    async function* events() {
      yield { PayloadChunk: { Payload: Buffer.from("one ") } };
      yield { PayloadChunk: { Payload: Buffer.from("two") } };
      yield { InvokeComplete: { ErrorCode: "Oops", ErrorDetails: "why" } };
    }
    functions.answerWith(() => ({ StatusCode: 200, EventStream: events() }));
    const output = await lambdaClient().send(new lambda.InvokeWithResponseStreamCommand({ FunctionName: "f" }));
    const received: unknown[] = [];
    for await (const { PayloadChunk, InvokeComplete } of output.EventStream ?? []) {
      received.push(PayloadChunk ? Buffer.from(PayloadChunk.Payload ?? []).toString() : InvokeComplete?.ErrorCode);
    }
    expect(received).toEqual(["one ", "two", "Oops"]);
  });

  it("reads and writes documents with their JSON names and times", async () => {
    const CreatedAt = new Date(5000);
    jobs.answerWith(() => ({ Job: { Id: "1", Role: "r", Settings: {}, CreatedAt, Status: "SUBMITTED" } }));
    const Settings = { Inputs: [{ FileInput: "s3://b/k", TimecodeSource: "ZEROBASED" as const }] };
    const output = await jobClient().send(
      new mediaconvert.CreateJobCommand({ Role: "r", Settings, UserMetadata: { a: "b" } }),
    );
    expect(jobs.last()).toMatchObject({
      operation: "CreateJob",
      input: { Role: "r", Settings, UserMetadata: { a: "b" } },
    });
    expect(output.Job).toMatchObject({ Id: "1", CreatedAt });
  });

  it("reads labels and numbers of a query", async () => {
    jobs.answerWith(() => ({ Jobs: [] }));
    await jobClient().send(new mediaconvert.ListJobsCommand({ MaxResults: 7, Status: "ERROR" }));
    expect(jobs.last()).toMatchObject({ operation: "ListJobs", input: { MaxResults: 7, Status: "ERROR" } });
    await jobClient().send(new mediaconvert.GetJobCommand({ Id: "a-1" }));
    expect(jobs.last()).toMatchObject({ operation: "GetJob", input: { Id: "a-1" } });
  });

  it("answers errors so that the client knows their class", async () => {
    functions.answerWith(() => {
      throw new AwsError("ResourceNotFoundException", "Function not found: f", 404, { Type: "User" });
    });
    const failed = lambdaClient().send(new lambda.InvokeCommand({ FunctionName: "f" }));
    await expect(failed).rejects.toBeInstanceOf(lambda.ResourceNotFoundException);
    await expect(failed).rejects.toMatchObject({ message: "Function not found: f", Type: "User" });
  });

  it.each([
    ["a broken body", { method: "POST", path: "/2017-08-29/jobs", body: "{" }, 400, "SerializationException"],
    ["an unknown path", { method: "GET", path: "/nothing", body: undefined }, 404, "UnknownOperationException"],
  ])("refuses %s", async (_case, { method, path, body }, status, code) => {
    const response = await fetch(jobs.config().endpoint + path, { method, ...(body && { body }) });
    expect(response.status).toBe(status);
    expect(response.headers.get("x-amzn-errortype")).toBe(code);
  });
});
