import {
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Resource } from "../../../graph/resources.ts";
import { testFunction, testProject } from "../../../lambda/test-project.ts";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { batchesIn, soon } from "./test-records.ts";

const QUEUE = "arn:aws:sqs:us-east-1:000000000000:work-queue";
const RIGHTS = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

let project: ReturnType<typeof testProject>;
let cloud: TestCloud | undefined;

beforeEach(() => {
  project = testProject({
    "src/work.ts": `
      import { appendFileSync, existsSync } from "node:fs";
      export const handler = async ({ Records }: { Records: { messageId: string; body: string }[] }) => {
        appendFileSync(process.env.SEEN, JSON.stringify(Records) + "\\n");
        const bad = Records.filter(({ body }) => body.includes("bad"));
        if (Records.some(({ body }) => body.includes("throw"))) throw new Error("refused");
        while (Records.some(({ body }) => body.includes("hold")) && !existsSync(process.env.SEEN + ".go")) {
          await new Promise((done) => setTimeout(done, 5));
        }
        return { batchItemFailures: bad.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      };`,
  });
});

afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
  project.remove();
});

async function start(mapping: object = {}, options: { rights?: string[]; visibility?: number; timeout?: number } = {}) {
  const { rights = RIGHTS, visibility = 30, timeout = visibility } = options;
  const variables = { SEEN: `${project.root}/seen` };
  const work = testFunction("work", "src/work.handler", { timeout, environment: { variables } }, [
    { actions: rights, resources: [QUEUE] },
  ]);
  const queue: Resource = {
    type: "aws:sqs/queue:Queue",
    name: "queue",
    inputs: { name: "work-queue", visibilityTimeoutSeconds: visibility },
  };
  const source: Resource = {
    type: "aws:lambda/eventSourceMapping:EventSourceMapping",
    name: "mapping",
    inputs: { eventSourceArn: QUEUE, functionName: work.arn, batchSize: 10, ...mapping },
  };
  const running = await startTestCloud({
    root: project.root,
    directory: `${project.root}/state`,
    resources: [queue, ...work.resources, source],
    functions: work.functions,
  });
  cloud = running;
  return { sqs: new SQSClient(running.clientConfig), lambda: new LambdaClient(running.clientConfig), running };
}

const url = () => `${cloud?.endpoint}/000000000000/work-queue`;

function send(sqs: SQSClient, ...bodies: string[]) {
  const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  return sqs.send(new SendMessageBatchCommand({ QueueUrl: url(), Entries }));
}

interface SeenRecord {
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The batches that the function was given, in order. */
const seen = () => batchesIn<SeenRecord>(`${project.root}/seen`);
const bodies = () => seen().map((batch) => batch.map(({ body }) => body).sort());

async function left(sqs: SQSClient): Promise<number> {
  const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url(), AttributeNames: [...names] }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}

it("gives messages to the function in AWS's form and deletes what succeeded", async () => {
  const { sqs } = await start();
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: url(),
      MessageBody: "hello",
      MessageAttributes: {
        text: { DataType: "String", StringValue: "t" },
        bytes: { DataType: "Binary", BinaryValue: Buffer.from("b") },
      },
    }),
  );
  await soon(() => left(sqs)).toBe(0);
  expect(seen()).toEqual([
    [
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: "hello",
        attributes: expect.objectContaining({ ApproximateReceiveCount: "1", SentTimestamp: expect.any(String) }),
        messageAttributes: {
          text: { stringValue: "t", stringListValues: [], binaryListValues: [], dataType: "String" },
          bytes: { binaryValue: "Yg==", stringListValues: [], binaryListValues: [], dataType: "Binary" },
        },
        md5OfBody: "5d41402abc4b2a76b9719d911017c592",
        md5OfMessageAttributes: expect.any(String),
        eventSource: "aws:sqs",
        eventSourceARN: QUEUE,
        awsRegion: "us-east-1",
      },
    ],
  ]);
});

it("lets a batch that failed come back", async () => {
  const { sqs } = await start({}, { visibility: 2 });
  await send(sqs, "throw");
  await soon(() => seen().length).toBeGreaterThanOrEqual(2);
  expect(Number(seen()[1]?.[0]?.attributes.ApproximateReceiveCount)).toBeGreaterThanOrEqual(2);
});

it("keeps only those messages that the function reports as failed", async () => {
  const { sqs } = await start({ functionResponseTypes: ["ReportBatchItemFailures"] });
  await send(sqs, "good", "bad", "good too");
  await soon(() => left(sqs)).toBe(1);
  expect(bodies()).toEqual([["bad", "good", "good too"]]);
});

it("gathers a batch until it is full or its window is over", async () => {
  const { sqs } = await start({ batchSize: 3, maximumBatchingWindowInSeconds: 1 });
  for (const body of ["1", "2", "3", "4"]) await send(sqs, body);
  await soon(() => bodies()).toEqual([["1", "2", "3"], ["4"]]);
});

it("deletes what its filters keep out without asking the function", async () => {
  const filters = [{ pattern: JSON.stringify({ body: { kind: ["wanted"] } }) }];
  const { sqs } = await start({ filterCriteria: { filters } });
  await send(sqs, '{"kind":"other"}', '{"kind":"wanted"}', "no json");
  await soon(() => left(sqs)).toBe(0);
  expect(bodies().flat()).toEqual(['{"kind":"wanted"}']);
});

it("runs no more batches at once than its maximum concurrency", async () => {
  const { sqs } = await start({ batchSize: 1, scalingConfig: { maximumConcurrency: 2 } });
  await send(sqs, "hold 1", "hold 2", "hold 3");
  await soon(() => seen().length).toBe(2);
  expect(seen().length).toBe(2);
  project.write("seen.go", "");
  await soon(() => left(sqs)).toBe(0);
  expect(bodies().flat().sort()).toEqual(["hold 1", "hold 2", "hold 3"]);
});

it("gives a message again that was in work when the cloud was killed, without waiting for its visibility", async () => {
  const long = { visibility: 3600, timeout: 30 };
  const { sqs, running } = await start({}, long);
  await send(sqs, "hold");
  await soon(() => seen().length).toBe(1);
  running.kill();
  const second = await start({}, long);
  await soon(() => seen().length).toBeGreaterThanOrEqual(2);
  project.write("seen.go", "");
  await soon(() => left(second.sqs)).toBe(0);
});

it("is paused and taken up again by an operator, and stays paused over a restart", async () => {
  const first = await start();
  const { EventSourceMappings } = await first.lambda.send(new ListEventSourceMappingsCommand({ FunctionName: "work" }));
  const UUID = EventSourceMappings?.[0]?.UUID;
  await first.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  await cloud?.stop();
  const { lambda, sqs } = await start();
  expect(await lambda.send(new GetEventSourceMappingCommand({ UUID }))).toMatchObject({
    State: "Disabled",
    BatchSize: 10,
  });
  await send(sqs, "later");
  expect(seen()).toEqual([]);
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
  await soon(() => bodies()).toEqual([["later"]]);
});

it.each([
  [
    "which right the function's role lacks",
    { rights: ["sqs:DeleteMessage"] },
    /work .* is not authorized to perform: sqs:/,
  ],
  [
    "that messages would come back too early",
    { visibility: 2, timeout: 3 },
    /visibility timeout: 2 seconds is less than/,
  ],
])("says in the mapping's state %s", async (_what, options, problem) => {
  const { lambda } = await start({}, options);
  const mapping = async () => (await lambda.send(new ListEventSourceMappingsCommand({}))).EventSourceMappings?.[0];
  await soon(async () => (await mapping())?.LastProcessingResult).toMatch(problem);
});
