import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { type Message, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, expect, it } from "vitest";
import type { Resource } from "../../graph/resources.ts";
import { testFunction, testProject } from "../../lambda/test-project.ts";
import { startTestCloud, type TestCloud } from "../../testing.ts";

const ACCOUNT = "000000000000";
const project = testProject({
  "src/work.ts": `
    import { appendFileSync } from "node:fs";
    export const handler = async (event: { fail?: boolean; tries?: string }) => {
      if (event.tries) appendFileSync(event.tries, "x");
      if (event.fail) throw new Error("refused");
      return { done: event };
    };`,
});
const directory = `${project.root}/state`;
const queues = ["succeeded", "failed", "dead"];

let cloud: TestCloud | undefined;

afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
});

async function start(inputs: object = {}, retries = 0) {
  const statements = [{ actions: ["sqs:SendMessage"], resources: [`arn:aws:sqs:us-east-1:${ACCOUNT}:*`] }];
  const { resources, functions } = testFunction("work", "src/work.handler", { ...inputs }, statements);
  const queue = (name: string): Resource => ({ type: "aws:sqs/queue:Queue", name, inputs: { name } });
  const configuration: Resource = {
    type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    name: "config",
    inputs: {
      functionName: "work",
      maximumRetryAttempts: retries,
      destinationConfig: {
        onSuccess: { destination: arnOf("succeeded") },
        onFailure: { destination: arnOf("failed") },
      },
    },
  };
  const running = await startTestCloud({
    root: project.root,
    directory,
    functions,
    resources: [...queues.map(queue), ...resources, configuration],
  });
  cloud = running;
  return { running, lambda: new LambdaClient(running.clientConfig), sqs: new SQSClient(running.clientConfig) };
}

function arnOf(queue: string): string {
  return `arn:aws:sqs:us-east-1:${ACCOUNT}:${queue}`;
}

async function receive(sqs: SQSClient, queue: string): Promise<Message> {
  const QueueUrl = `${cloud?.endpoint}/${ACCOUNT}/${queue}`;
  for (;;) {
    const input = { QueueUrl, WaitTimeSeconds: 10, MessageAttributeNames: ["All"], VisibilityTimeout: 0 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input));
    if (Messages[0]) return Messages[0];
  }
}

function event(payload: object) {
  return new InvokeCommand({ FunctionName: "work", InvocationType: "Event", Payload: JSON.stringify(payload) });
}

it("answers before the function runs, and sends what it returned to the destination", async () => {
  const { lambda, sqs } = await start();
  expect(await lambda.send(event({ a: 1 }))).toMatchObject({ StatusCode: 202 });
  const { Body = "" } = await receive(sqs, "succeeded");
  expect(JSON.parse(Body)).toMatchObject({
    version: "1.0",
    requestContext: { condition: "Success", approximateInvokeCount: 1 },
    requestPayload: { a: 1 },
    responseContext: { statusCode: 200, executedVersion: "$LATEST" },
    responsePayload: { done: { a: 1 } },
  });
});

it("sends what failed to the destination and the event itself to the dead-letter queue", async () => {
  const { lambda, sqs } = await start({ deadLetterConfig: { targetArn: arnOf("dead") } });
  await lambda.send(event({ fail: true }));
  expect(JSON.parse((await receive(sqs, "failed")).Body ?? "")).toMatchObject({
    requestContext: { condition: "RetriesExhausted" },
    responseContext: { functionError: "Unhandled" },
    responsePayload: { errorMessage: "refused" },
  });
  const dead = await receive(sqs, "dead");
  expect(JSON.parse(dead.Body ?? "")).toEqual({ fail: true });
  expect(dead.MessageAttributes?.ErrorMessage?.StringValue).toContain("refused");
});

it("tries a failed event again after a minute and then after two, also when it was killed in between", async () => {
  const first = await start({}, 2);
  const tries = `${project.root}/tries`;
  await first.lambda.send(event({ fail: true, tries }));
  const waiting = (running: TestCloud) =>
    running.cloud.database.get<{ due_at: number; payload: string }>(
      "SELECT due_at, payload FROM agenda WHERE kind = 'lambda.event' AND payload LIKE '%tries%'",
    );
  const failures = (running: TestCloud) => JSON.parse(waiting(running)?.payload ?? "{}").failures;
  await expect.poll(() => failures(first.running), { timeout: 10_000 }).toBe(1);
  const due = waiting(first.running)?.due_at ?? 0;
  expect(due - Date.now()).toBeGreaterThan(50_000);
  expect(due - Date.now()).toBeLessThanOrEqual(60_000);
  await first.running.cloud.database.flushed();
  first.running.kill();

  const second = await start({}, 2);
  expect(failures(second.running)).toBe(1);
  // The minute is over: as the test does not wait for it, it moves the clock of the entry.
  const { agenda } = second.running.cloud;
  const row = second.running.cloud.database.get<{ key: string; payload: string }>(
    "SELECT key, payload FROM agenda WHERE kind = 'lambda.event' AND payload LIKE '%tries%'",
  );
  agenda.put("lambda.event", row?.key ?? "", JSON.parse(row?.payload ?? ""));
  await expect.poll(() => failures(second.running), { timeout: 10_000 }).toBe(2);
  expect((waiting(second.running)?.due_at ?? 0) - Date.now()).toBeGreaterThan(110_000);
});
