import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { promisify } from "node:util";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { expect, it } from "vitest";
import type { Resource } from "../../graph/resources.ts";
import { startTestCloud } from "../../testing.ts";

const run = promisify(execFile);
const aws = await run("aws", ["--version"]).then(
  () => true,
  () => false,
);

it("keeps what was acknowledged, and what was in flight, when the process is killed", async () => {
  const before = await startTestCloud();
  const client = new SQSClient(before.clientConfig);
  const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName: "work" }));
  const Entries = ["1", "2", "3"].map((body) => ({ Id: body, MessageBody: body }));
  await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  const take = (VisibilityTimeout: number) => new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout });
  const done = (await client.send(take(600))).Messages?.[0];
  const held = (await client.send(take(600))).Messages?.[0];
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: done?.ReceiptHandle }));
  client.destroy();
  before.kill();

  const after = await startTestCloud({ directory: before.directory });
  const again = new SQSClient(after.clientConfig);
  const left = await again.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  expect(left.Messages).toMatchObject([{ Body: "3" }]);
  await again.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: held?.ReceiptHandle }));
  again.destroy();
  await after.stop();
  rmSync(before.directory, { recursive: true, force: true });
});

it("applies a change of infra to a queue without losing its messages", async () => {
  const queue = (inputs: object): Resource => ({
    type: "aws:sqs/queue:Queue",
    name: "WorkQueue",
    inputs: { name: "work", fifoQueue: false, ...inputs },
  });
  const policy = (queueUrl: string): Resource => ({
    type: "aws:sqs/queuePolicy:QueuePolicy",
    name: "WorkPolicy",
    inputs: {
      queueUrl,
      policy: {
        statements: [
          {
            actions: ["sqs:SendMessage"],
            resources: ["*"],
            principals: [{ type: "Service", identifiers: ["s3.amazonaws.com"] }],
          },
        ],
      },
    },
  });
  const first = await startTestCloud({ resources: [queue({ visibilityTimeoutSeconds: 60 })] });
  const QueueUrl = `${first.endpoint}/000000000000/work`;
  const sent = { QueueUrl, MessageBody: "kept" };
  await first.cloud.call({ kind: "operator" }, "sqs", "SendMessage", sent);
  const s3 = { kind: "service", service: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::input" } as const;
  await expect(first.cloud.call(s3, "sqs", "SendMessage", sent)).rejects.toMatchObject({ status: 403 });
  first.kill();

  const resources = [queue({ visibilityTimeoutSeconds: 90 }), policy(QueueUrl)];
  const second = await startTestCloud({ directory: first.directory, resources });
  await second.cloud.call(s3, "sqs", "SendMessage", { QueueUrl, MessageBody: "from s3" });
  const all = { QueueUrl, AttributeNames: ["All"] };
  const { Attributes } = await second.cloud.call<{ Attributes: Record<string, string> }>(
    { kind: "operator" },
    "sqs",
    "GetQueueAttributes",
    all,
  );
  expect(Attributes).toMatchObject({ VisibilityTimeout: "90", ApproximateNumberOfMessages: "2" });
  second.kill();

  const third = await startTestCloud({ directory: first.directory });
  const gone = third.cloud.call({ kind: "operator" }, "sqs", "GetQueueAttributes", all);
  await expect(gone).rejects.toMatchObject({ code: "QueueDoesNotExist" });
  await third.stop();
  rmSync(first.directory, { recursive: true, force: true });
});

it.skipIf(!aws)(
  "serves the AWS CLI, with the error codes that it shows",
  async () => {
    const cloud = await startTestCloud();
    const env = { ...process.env, ...cloud.env };
    // For SQS the AWS CLI of version 1 does not read AWS_ENDPOINT_URL.
    const cli = async (...args: string[]) =>
      (await run("aws", ["--endpoint-url", cloud.endpoint, "sqs", ...args, "--output", "json"], { env })).stdout;
    const { QueueUrl } = JSON.parse(await cli("create-queue", "--queue-name", "cli"));
    await cli("send-message", "--queue-url", QueueUrl, "--message-body", "hello from the shell");
    const received = JSON.parse(await cli("receive-message", "--queue-url", QueueUrl));
    expect(received.Messages).toMatchObject([{ Body: "hello from the shell" }]);
    await expect(cli("get-queue-url", "--queue-name", "nowhere")).rejects.toThrow(
      "AWS.SimpleQueueService.NonExistentQueue",
    );
    await cloud.stop();
  },
  30_000,
);
