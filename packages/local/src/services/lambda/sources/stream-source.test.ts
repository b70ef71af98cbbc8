import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Resource } from "../../../graph/resources.ts";
import { testFunction, testProject } from "../../../lambda/test-project.ts";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { batchesIn, soon } from "./test-records.ts";

const STREAM = "arn:aws:dynamodb:us-east-1:000000000000:table/items/stream/2020-01-01T00:00:00.000";
const LEFT_OUT = "arn:aws:sqs:us-east-1:000000000000:left-out";

let project: ReturnType<typeof testProject>;
let cloud: TestCloud | undefined;

beforeEach(() => {
  project = testProject({
    "src/work.ts": `
      import { appendFileSync, existsSync } from "node:fs";
      export const handler = async ({ Records }) => {
        appendFileSync(process.env.SEEN, JSON.stringify(Records) + "\\n");
        const ids = Records.map(({ dynamodb }) => dynamodb.Keys.id.S);
        while (ids.includes("hold") && !existsSync(process.env.SEEN + ".go")) await new Promise((done) => setTimeout(done, 5));
        const bad = Records.find(({ dynamodb }) => dynamodb.Keys.id.S.startsWith("bad"));
        if (bad && process.env.PARTIAL) return { batchItemFailures: [{ itemIdentifier: bad.dynamodb.SequenceNumber }] };
        if (bad) throw new Error("refused");
      };`,
  });
});

afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
  project.remove();
});

async function start(mapping: object = {}, variables: object = {}) {
  const environment = { variables: { SEEN: `${project.root}/seen`, ...variables } };
  const work = testFunction("work", "src/work.handler", { environment }, [
    { actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], resources: [STREAM] },
    { actions: ["sqs:SendMessage"], resources: [LEFT_OUT] },
  ]);
  const table: Resource = {
    type: "aws:dynamodb/table:Table",
    name: "table",
    inputs: {
      name: "items",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      billingMode: "PAY_PER_REQUEST",
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
    },
  };
  const queue: Resource = { type: "aws:sqs/queue:Queue", name: "left-out", inputs: { name: "left-out" } };
  const source: Resource = {
    type: "aws:lambda/eventSourceMapping:EventSourceMapping",
    name: "mapping",
    inputs: { eventSourceArn: STREAM, functionName: work.arn, startingPosition: "LATEST", ...mapping },
  };
  const running = await startTestCloud({
    root: project.root,
    directory: `${project.root}/state`,
    resources: [table, queue, ...work.resources, source],
    functions: work.functions,
  });
  cloud = running;
  return { running, dynamodb: new DynamoDBClient(running.clientConfig), sqs: new SQSClient(running.clientConfig) };
}

async function put(dynamodb: DynamoDBClient, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    await dynamodb.send(
      new PutItemCommand({ TableName: "items", Item: { id: { S: id }, b: { B: Buffer.from("b") } } }),
    );
  }
}

interface SeenRecord {
  readonly dynamodb: { readonly Keys: { readonly id: { readonly S: string } } };
}

const seen = () => batchesIn<SeenRecord>(`${project.root}/seen`);
const ids = () => seen().map((batch) => batch.map(({ dynamodb }) => dynamodb.Keys.id.S));

it("gives changes to the function in AWS's form and in their order", async () => {
  const { dynamodb } = await start();
  await put(dynamodb, "a", "b", "c");
  await soon(() => ids().flat()).toEqual(["a", "b", "c"]);
  expect(seen()[0]?.[0]).toMatchObject({
    eventID: expect.any(String),
    eventName: "INSERT",
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: "us-east-1",
    eventSourceARN: STREAM,
    dynamodb: {
      ApproximateCreationDateTime: expect.any(Number),
      Keys: { id: { S: "a" } },
      NewImage: { id: { S: "a" }, b: { B: "Yg==" } },
      SequenceNumber: expect.any(String),
      StreamViewType: "NEW_AND_OLD_IMAGES",
    },
  });
});

it("goes on after a restart where it was, and gives again what was in work when it was killed", async () => {
  const first = await start();
  await put(first.dynamodb, "a");
  await soon(() => ids()).toEqual([["a"]]);
  await put(first.dynamodb, "hold");
  await soon(() => ids()).toEqual([["a"], ["hold"]]);
  first.running.kill();
  const second = await start();
  await soon(() => ids()).toEqual([["a"], ["hold"], ["hold"]]);
  project.write("seen.go", "");
  await put(second.dynamodb, "z");
  await soon(() => ids().at(-1)).toEqual(["z"]);
});

it("tries a record that fails again before it goes on", async () => {
  const { dynamodb } = await start({ batchSize: 1, maximumRetryAttempts: 1 });
  await put(dynamodb, "bad", "next");
  await soon(() => ids()).toEqual([["bad"], ["bad"], ["next"]]);
});

it("halves a batch that fails until the bad record is alone, and tells the destination of it", async () => {
  const { dynamodb, sqs } = await start({
    batchSize: 4,
    maximumBatchingWindowInSeconds: 30,
    maximumRetryAttempts: 1,
    bisectBatchOnFunctionError: true,
    destinationConfig: { onFailure: { destinationArn: LEFT_OUT } },
  });
  await put(dynamodb, "a", "b", "bad", "d");
  await soon(() => ids().at(-1)).toEqual(["d"]);
  expect(ids()).toEqual([["a", "b", "bad", "d"], ["a", "b"], ["bad", "d"], ["bad"], ["bad"], ["d"]]);
  const QueueUrl = `${cloud?.endpoint}/000000000000/left-out`;
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  expect(JSON.parse(Messages?.[0]?.Body ?? "")).toMatchObject({
    requestContext: { condition: "RetryAttemptsExhausted" },
    DDBStreamBatchInfo: { batchSize: 1, streamArn: STREAM, shardId: expect.stringMatching(/^shardId-/) },
  });
});

it("goes on behind the records that succeeded when the function names the first that failed", async () => {
  const mapping = {
    batchSize: 3,
    maximumBatchingWindowInSeconds: 30,
    maximumRetryAttempts: 1,
    functionResponseTypes: ["ReportBatchItemFailures"],
  };
  const { dynamodb } = await start(mapping, { PARTIAL: "1" });
  await put(dynamodb, "a", "bad", "c");
  await soon(() => ids()).toEqual([
    ["a", "bad", "c"],
    ["bad", "c"],
    ["bad", "c"],
  ]);
});

it("leaves out what its filters do not let through", async () => {
  const filters = [{ pattern: JSON.stringify({ dynamodb: { NewImage: { id: { S: [{ prefix: "yes" }] } } } }) }];
  const { dynamodb } = await start({ filterCriteria: { filters } });
  await put(dynamodb, "no", "yes-1", "no-2", "yes-2");
  await soon(() => ids().flat()).toEqual(["yes-1", "yes-2"]);
});
