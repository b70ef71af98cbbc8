import * as lambda from "@aws-sdk/client-lambda";
import * as mediaconvert from "@aws-sdk/client-mediaconvert";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AwsError } from "../error.ts";
import { serve } from "./codec-testing.ts";
import { restCodec } from "./rest.ts";

const functions = serve(restCodec({ module: lambda, protocol: "json" }));
const jobs = serve(restCodec({ module: mediaconvert, protocol: "json" }));
beforeAll(() => Promise.all([functions.listen(), jobs.listen()]));
afterAll(() => {
  functions.close();
  jobs.close();
});

const lambdaClient = () => new lambda.LambdaClient(functions.config());
const jobClient = () => new mediaconvert.MediaConvertClient(jobs.config());

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
