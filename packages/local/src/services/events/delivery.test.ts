import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { AwsError } from "../../error.ts";
import type { Principal } from "../../service.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";
import { deliverer } from "./delivery.ts";
import { account, bus, nextMessage, openQueue, queue, queueArn, role, rule, target } from "./testing.ts";

let cloud: TestCloud;
let events: EventBridgeClient;
let sqs: SQSClient;

const busArn = (name: string) => `arn:aws:events:us-east-1:${account}:event-bus/${name}`;
const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const on = (source: string) => ({ eventPattern: JSON.stringify({ source: [source] }) });
const s3: Principal = { kind: "service", service: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::media" };

beforeAll(async () => {
  cloud = await startTestCloud({
    resources: [
      openQueue("plain"),
      rule("plain", on("app.plain")),
      target("plain", queueArn("plain")),

      openQueue("ordered.fifo", { fifoQueue: true, contentBasedDeduplication: true }),
      rule("ordered", on("app.ordered")),
      target("ordered", queueArn("ordered.fifo"), {
        sqsTarget: { messageGroupId: "all" },
        inputTransformer: { inputPaths: { n: "$.detail.n" }, inputTemplate: '{"n": <n>}' },
      }),

      openQueue("forwarded"),
      bus("other"),
      role("forwarder", "events:PutEvents", busArn("other")),
      rule("forward", on("aws.s3")),
      target("forward", busArn("other"), { roleArn: roleArn("forwarder") }),
      rule("arrived", { ...on("aws.s3"), eventBusName: "other" }),
      target("arrived", queueArn("forwarded"), { eventBusName: "other" }),

      { type: "aws:cloudwatch/logGroup:LogGroup", name: "Log", inputs: { name: "/aws/events/app" } },
      {
        type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        name: "LogPolicy",
        inputs: {
          policyName: "events",
          policyDocument: JSON.stringify({
            Statement: [
              {
                Effect: "Allow",
                Principal: { Service: "events.amazonaws.com" },
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: `arn:aws:logs:us-east-1:${account}:log-group:/aws/events/*:*`,
              },
            ],
          }),
        },
      },
      rule("logged", on("app.logged")),
      target("logged", `arn:aws:logs:us-east-1:${account}:log-group:/aws/events/app`),

      queue("closed"),
      openQueue("letters"),
      rule("refused", on("app.refused")),
      target("refused", queueArn("closed"), { deadLetterConfig: { arn: queueArn("letters") } }),
    ],
  });
  events = new EventBridgeClient(cloud.clientConfig);
  sqs = new SQSClient(cloud.clientConfig);
});

afterAll(async () => {
  events.destroy();
  sqs.destroy();
  await cloud.stop();
});

const put = (...Entries: PutEventsRequestEntry[]) => events.send(new PutEventsCommand({ Entries }));
const next = (name: string) => nextMessage(sqs, cloud.endpoint, name);

it("brings an event to a queue, whole and in AWS's shape", async () => {
  const { Entries } = await put({
    Source: "app.plain",
    DetailType: "Test",
    Detail: '{"b": 1, "a": [null]}',
    Resources: ["arn:one"],
    Time: new Date("2026-01-02T03:04:05Z"),
  });
  expect((await next("plain"))?.Body).toBe(
    JSON.stringify({
      version: "0",
      id: Entries?.[0]?.EventId,
      "detail-type": "Test",
      source: "app.plain",
      account,
      time: "2026-01-02T03:04:05Z",
      region: "us-east-1",
      resources: ["arn:one"],
      detail: { b: 1, a: [null] },
    }),
  );
});

it("brings what it made of an event to a FIFO queue", async () => {
  await put({ Source: "app.ordered", DetailType: "Test", Detail: '{"n": 1}' });
  expect(await next("ordered.fifo")).toMatchObject({ Body: '{"n":1}', Attributes: { MessageGroupId: "all" } });
});

it("takes events of AWS services from services only, and forwards them as they are", async () => {
  const entry = { Source: "aws.s3", DetailType: "Object Created", Detail: '{"bucket":{"name":"media"}}' };
  expect(await put(entry)).toMatchObject({
    FailedEntryCount: 1,
    Entries: [{ ErrorCode: "NotAuthorizedForSourceException" }],
  });
  const accepted = await cloud.cloud.call<{ Entries: { EventId: string }[] }>(s3, "events", "PutEvents", {
    Entries: [entry],
  });
  const event = JSON.parse((await next("forwarded"))?.Body ?? "");
  expect(event).toMatchObject({ id: accepted.Entries[0]?.EventId, source: "aws.s3" });
  const elsewhere = cloud.cloud.call(s3, "events", "PutEvents", { Entries: [{ ...entry, EventBusName: "other" }] });
  await expect(elsewhere).rejects.toMatchObject({ code: "AccessDeniedException" });
});

it("writes events to a log group", async () => {
  await put({ Source: "app.logged", DetailType: "Test", Detail: '{"logged":true}' });
  await vi.waitFor(async () => {
    const found = await cloud.cloud.call<{ events: { message: string }[] }>(
      { kind: "operator" },
      "logs",
      "FilterLogEvents",
      {
        logGroupName: "/aws/events/app",
        filterPattern: "{ $.detail.logged IS TRUE }",
      },
    );
    expect(found.events).toHaveLength(1);
  });
});

it("sends to the dead-letter queue what the target refuses", async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
  await put({ Source: "app.refused", DetailType: "Test", Detail: "{}" });
  const letter = await next("letters");
  expect(quiet).toHaveBeenCalledWith("events.undelivered", expect.any(AwsError), expect.any(Object));
  quiet.mockRestore();
  expect(JSON.parse(letter?.Body ?? "")).toMatchObject({ source: "app.refused" });
  expect(letter?.MessageAttributes).toMatchObject({
    RULE_ARN: { StringValue: `arn:aws:events:us-east-1:${account}:rule/refused` },
    TARGET_ARN: { StringValue: queueArn("closed") },
    ERROR_CODE: { StringValue: "AccessDeniedException" },
    RETRY_ATTEMPTS: { DataType: "Number", StringValue: "0" },
  });
});

it("reports each entry by itself", async () => {
  const good = { Source: "app.nobody", DetailType: "Test", Detail: "{}" };
  const { Source: _, ...unnamed } = good;
  const { FailedEntryCount, Entries } = await put(
    good,
    unnamed,
    { ...good, Detail: "[1]" },
    { ...good, Detail: "{" },
    { ...good, EventBusName: "nowhere" },
  );
  expect(FailedEntryCount).toBe(4);
  expect(Entries).toMatchObject([
    { EventId: expect.any(String) },
    { ErrorCode: "InvalidArgument" },
    { ErrorCode: "MalformedDetail" },
    { ErrorCode: "MalformedDetail" },
    { ErrorCode: "ResourceNotFoundException" },
  ]);
});

it.each([
  ["more than ten entries", Array.from({ length: 11 }, () => ({}))],
  ["no entries", []],
  ["more than a mebibyte", [{ Source: "a", DetailType: "b", Detail: JSON.stringify({ x: "x".repeat(1_048_576) }) }]],
])("refuses %s", async (_what, entries) => {
  await expect(put(...entries)).rejects.toMatchObject({ name: "ValidationException" });
});

it("tries again with a growing pause while the target is out of order, then gives up", async () => {
  const broken = deliverer(cloud.cloud, () => {
    throw new AwsError("InternalException", "out of order", 500);
  });
  const payload = {
    event: {
      version: "0",
      id: "e",
      "detail-type": "t",
      source: "s",
      account,
      time: "",
      region: "",
      resources: [],
      detail: {},
    },
    target: {
      Id: "t",
      Arn: busArn("other"),
      RetryPolicy: { MaximumRetryAttempts: 3 },
      DeadLetterConfig: { Arn: queueArn("letters") },
    },
    occasion: { ruleArn: "arn:rule", ruleName: "rule", ingestedAt: "" },
    acceptedAt: Date.now(),
  } as const;
  const attempt = async (number: number, more: object = {}) => {
    const started = Date.now();
    const outcome = await broken({ kind: "", key: "", attempt: number, payload: { ...payload, ...more } });
    return outcome && outcome.againAt - started;
  };
  expect(await attempt(0)).toBeGreaterThanOrEqual(100);
  expect(await attempt(2)).toBeGreaterThanOrEqual(400);
  const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
  expect(await attempt(3)).toBeUndefined();
  expect(await attempt(0, { acceptedAt: Date.now() - 86_400_000 })).toBeUndefined();
  quiet.mockRestore();
  const conditions = [await next("letters"), await next("letters")].map(
    (letter) => letter?.MessageAttributes?.EXHAUSTED_RETRY_CONDITION?.StringValue,
  );
  expect(conditions).toEqual(["MaximumRetryAttempts", "MaximumEventAgeInSeconds"]);
});
