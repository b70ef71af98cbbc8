import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../testing.ts";
import { role, Workflows } from "../testing.ts";

let cloud: TestCloud;

const QUEUE = "arn:aws:sqs:us-east-1:000000000000:heard";
const principal = { Effect: "Allow", Principal: { Service: "events.amazonaws.com" } };
const resources = [
  role,
  {
    type: "aws:sqs/queue:Queue",
    name: "Heard",
    inputs: {
      name: "heard",
      policy: JSON.stringify({ Statement: [{ ...principal, Action: "sqs:SendMessage", Resource: QUEUE }] }),
    },
  },
  {
    type: "aws:cloudwatch/eventRule:EventRule",
    name: "Rule",
    inputs: { name: "rule", eventPattern: JSON.stringify({ source: ["aws.states"] }) },
  },
  { type: "aws:cloudwatch/eventTarget:EventTarget", name: "Target", inputs: { rule: "rule", arn: QUEUE } },
];

beforeAll(async () => {
  cloud = await startTestCloud({ resources });
});

afterAll(() => cloud.stop());

it("tells EventBridge when an execution starts and how it ends", async () => {
  const workflows = new Workflows(cloud);
  const sqs = new SQSClient(cloud.clientConfig);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "heard" }));
  const { executionArn } = await workflows.run({ A: { Type: "Fail", Error: "E", Cause: "C" } }, { a: 1 });
  const heard = new Map<string, unknown>();
  while (heard.size < 2) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    for (const { Body = "" } of Messages) heard.set(JSON.parse(Body).detail.status, JSON.parse(Body));
  }
  expect(heard.get("RUNNING")).toMatchObject({
    source: "aws.states",
    resources: [executionArn],
    detail: { stopDate: null },
  });
  expect(heard.get("FAILED")).toMatchObject({
    "detail-type": "Step Functions Execution Status Change",
    detail: { executionArn, status: "FAILED", error: "E", cause: "C", input: '{"a":1}', output: null },
  });
});
