import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  GetFunctionCommand,
  InvokeCommand,
  type InvokeCommandInput,
  LambdaClient,
  ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testFunction, testGraph, testProject } from "../../lambda/test-project.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";

const project = testProject({
  "src/value.ts": "export const value: string = 'own source';",
  "src/work.ts": `
    import { readdirSync, writeFileSync } from "node:fs";
    import { setTimeout as sleep } from "node:timers/promises";
    import { value } from "./value.ts";
    type Event = { do?: string; with?: number; place?: string; parties?: number };
    export const handler = async (event: Event, context: { getRemainingTimeInMillis(): number }) => {
      switch (event.do) {
        case "echo": return { value, event };
        case "environment": return process.env;
        case "context": return { ...context, remaining: context.getRemainingTimeInMillis() };
        case "throw": throw new TypeError("the reason");
        case "reject later": setTimeout(() => Promise.reject(new RangeError("too late")), 1); return new Promise(() => setTimeout(() => {}, 5000));
        case "exit": return process.exit(event.with);
        case "hang": return new Promise(() => setTimeout(() => {}, 60_000));
        case "fill": for (const kept: Buffer[] = []; ; await new Promise((done) => setTimeout(done, 5))) kept.push(Buffer.alloc(8e6, 1));
        case "large": return "x".repeat(event.with ?? 0);
        case "meet":
          writeFileSync(event.place + "/" + process.pid, "");
          while (readdirSync(event.place).length < event.parties) await sleep(5);
          return process.pid;
      }
    };`,
  "src/broken.ts": "throw new Error('no start');",
  "src/syntax.ts": "export const handler = ;",
  "src/nothing.ts": "export const other = 1;",
  "src/callback.ts":
    "export const handler = (event, context, callback) => setTimeout(() => callback(null, 'called back'), 1);",
});

/** Functions wait for each other there. */
const meetingPlace = () => mkdtempSync(path.join(project.root, "meet-"));

let cloud: TestCloud;
let lambda: LambdaClient;

beforeAll(async () => {
  const variables = { OWN: "variable", SST_KEY: "unused", SST_KEY_FILE: "resource.enc" };
  const parts = [
    testFunction("work", "src/work.handler", { timeout: 3, memorySize: 256, environment: { variables } }),
    testFunction("brief", "src/work.handler", { timeout: 1 }),
    testFunction("single", "src/work.handler", { reservedConcurrentExecutions: 1 }),
    testFunction("broken", "src/broken.handler"),
    testFunction("syntax", "src/syntax.handler"),
    testFunction("nothing", "src/nothing.handler"),
    testFunction("missing", "src/missing.handler"),
    testFunction("callback22", "src/callback.handler", { runtime: "nodejs22.x" }),
    testFunction("callback24", "src/callback.handler", { runtime: "nodejs24.x" }),
  ];
  const { resources, functions } = testGraph(parts);
  cloud = await startTestCloud({
    root: project.root,
    resources,
    functions: { ...functions, work: { handler: "src/work.handler", links: ["Media"] } },
    links: { Media: { name: "media-bucket", type: "sst.aws.Bucket" } },
  });
  lambda = new LambdaClient(cloud.clientConfig);
});

afterAll(async () => {
  await cloud.stop();
  project.remove();
});

async function invoke(FunctionName: string, event: object, more: Partial<InvokeCommandInput> = {}) {
  const { Payload, ...rest } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify(event), ...more }),
  );
  return { ...rest, answer: JSON.parse(Payload?.transformToString() || "null") };
}

describe("invocations", () => {
  it.each([
    ["its name", "work"],
    ["a partial ARN", "000000000000:function:work"],
    ["its ARN", "arn:aws:lambda:us-east-1:000000000000:function:work"],
    ["its ARN with version", "arn:aws:lambda:us-east-1:000000000000:function:work:$LATEST"],
  ])("find a function by %s", async (_what, name) => {
    const event = { do: "echo", with: 1 };
    expect(await invoke(name, event)).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: "$LATEST",
      answer: { value: "own source", event },
    });
  });

  it("give the function AWS's environment, its variables and its links, and nothing of ours", async () => {
    process.env.SECRET_OF_THE_PARENT = "hidden";
    const { answer } = await invoke("work", { do: "environment" });
    expect(answer).toMatchObject({
      OWN: "variable",
      SST_RESOURCE_Media: '{"name":"media-bucket","type":"sst.aws.Bucket"}',
      SST_RESOURCE_App: '{"name":"test","stage":"test"}',
      AWS_ENDPOINT_URL: cloud.endpoint,
      AWS_REGION: "us-east-1",
      AWS_LAMBDA_FUNCTION_NAME: "work",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
      AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/work",
      TZ: ":UTC",
    });
    for (const hidden of ["SECRET_OF_THE_PARENT", "HOME", "SST_KEY", "SST_KEY_FILE"])
      expect(answer).not.toHaveProperty(hidden);
    expect(answer.AWS_ACCESS_KEY_ID).not.toBe(cloud.credentials.accessKeyId);
  });

  it("give the handler a context with its deadline and the caller's client context", async () => {
    const ClientContext = Buffer.from('{"custom":{"a":"b"}}').toString("base64");
    const { answer } = await invoke("work", { do: "context" }, { ClientContext });
    expect(answer).toMatchObject({
      functionName: "work",
      functionVersion: "$LATEST",
      memoryLimitInMB: "256",
      invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:work",
      clientContext: { custom: { a: "b" } },
    });
    expect(answer.remaining).toBeGreaterThan(0);
    expect(answer.remaining).toBeLessThanOrEqual(3000);
  });

  it("show what the handler threw, at its place in the TypeScript source", async () => {
    const { FunctionError, answer } = await invoke("work", { do: "throw" });
    expect(FunctionError).toBe("Unhandled");
    expect(answer).toMatchObject({ errorType: "TypeError", errorMessage: "the reason" });
    expect(answer.trace.join("\n")).toContain("/src/work.ts:11:");
  });

  it.each([
    ["work", { do: "exit", with: 7 }, "Runtime.ExitError", /exit status 7$/],
    ["work", { do: "exit", with: 0 }, "Runtime.ExitError", /exited without providing a reason$/],
    ["brief", { do: "hang" }, "Sandbox.Timedout", /Task timed out after 1.00 seconds$/],
    ["work", { do: "fill" }, "Runtime.ExitError", /signal: killed$/],
    ["work", { do: "reject later" }, "Runtime.UnhandledPromiseRejection", /^too late$/],
    ["work", { do: "large", with: 6.5e6 }, "Function.ResponseSizeTooLarge", /exceeded maximum allowed payload size/],
    ["broken", {}, "Error", /^no start$/],
    ["syntax", {}, "Runtime.UserCodeSyntaxError", /src\/syntax.ts:1:23: ERROR: Unexpected ";"/],
    ["nothing", {}, "Runtime.HandlerNotFound", /does not export handler/],
    ["callback24", {}, "Runtime.CallbackHandlerDeprecated", /callback-based/],
  ])("of %s with %j fail with %s, and the next one runs", async (name, event, errorType, message) => {
    const { FunctionError, answer } = await invoke(name, event);
    expect(FunctionError).toBe("Unhandled");
    expect(answer).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) });
    if (name === "work") expect((await invoke(name, { do: "echo" })).FunctionError).toBeUndefined();
  });

  it("call back handlers of runtimes that still have callbacks", async () => {
    expect((await invoke("callback22", {})).answer).toBe("called back");
  });

  it.each([
    ["an unknown function", { FunctionName: "nobody" }, "ResourceNotFoundException"],
    ["a function without source", { FunctionName: "missing" }, "InvalidParameterValueException"],
    ["a payload that is not JSON", { FunctionName: "work", Payload: "{" }, "InvalidRequestContentException"],
    ["a payload over 6 MB", { FunctionName: "work", Payload: `"${"x".repeat(6.5e6)}"` }, "RequestTooLargeException"],
    [
      "an event over 1 MB",
      { FunctionName: "work", InvocationType: "Event", Payload: `"${"x".repeat(1.1e6)}"` },
      "RequestTooLargeException",
    ],
  ] as const)("refuse %s", async (_what, input, name) => {
    await expect(lambda.send(new InvokeCommand(input))).rejects.toMatchObject({ name });
  });

  it("run at the same time, each in a process of its own", async () => {
    const place = meetingPlace();
    const answers = await Promise.all([1, 2, 3].map(() => invoke("work", { do: "meet", place, parties: 3 })));
    expect(new Set(answers.map(({ answer }) => answer)).size).toBe(3);
  });

  it("are throttled beyond the reserved concurrency", async () => {
    const place = meetingPlace();
    const first = invoke("single", { do: "meet", place, parties: 2 });
    await expect.poll(() => readdirSync(place), { timeout: 10_000 }).toHaveLength(1);
    await expect(invoke("single", { do: "echo" })).rejects.toMatchObject({ name: "TooManyRequestsException" });
    writeFileSync(path.join(place, "second"), "");
    expect((await first).FunctionError).toBeUndefined();
  });

  it("do nothing on a dry run", async () => {
    expect(await invoke("work", { do: "exit", with: 1 }, { InvocationType: "DryRun" })).toMatchObject({
      StatusCode: 204,
    });
  });
});

describe("functions", () => {
  it("are listed page by page, and described", async () => {
    const { Functions = [], NextMarker } = await lambda.send(new ListFunctionsCommand({ MaxItems: 2 }));
    expect(Functions.map(({ FunctionName }) => FunctionName)).toEqual(["brief", "broken"]);
    const rest = await lambda.send(new ListFunctionsCommand({ Marker: NextMarker }));
    expect(rest.Functions?.[0]?.FunctionName).toBe("callback22");
    const { Configuration, Concurrency } = await lambda.send(new GetFunctionCommand({ FunctionName: "single" }));
    expect(Configuration).toMatchObject({ Handler: "src/work.handler", Timeout: 10, MemorySize: 512, State: "Active" });
    expect(Concurrency).toEqual({ ReservedConcurrentExecutions: 1 });
  });
});
