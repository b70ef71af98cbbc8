import {
  CancelMessageMoveTaskCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { expect, it, vi } from "vitest";
import { startQueueCloud } from "./testing.ts";

const { cloud, tools } = await startQueueCloud();
const { sqs } = tools;

const arnOf = (url: string) => `arn:aws:sqs:us-east-1:000000000000:${url.split("/").at(-1)}`;

async function pair(maxReceiveCount = 1) {
  const dead = await tools.queue();
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf(dead), maxReceiveCount });
  return { dead, source: await tools.queue({ RedrivePolicy, VisibilityTimeout: "0" }) };
}

const { send, receive } = tools;

/** Sends messages and receives them until they are dead. */
async function kill(source: string, ...bodies: string[]) {
  for (const body of bodies) await send(source, body);
  expect(await receive(source)).toHaveLength(bodies.length);
  expect(await receive(source)).toEqual([]);
}

const tasksOf = async (source: string) =>
  (await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arnOf(source), MaxResults: 10 }))).Results ?? [];

it("moves a message that was received too often, with its id and count", async () => {
  const { source, dead } = await pair(2);
  const { MessageId } = await send(source, "bad");
  await receive(source);
  await receive(source);
  await send(source, "good");
  expect(await receive(source)).toMatchObject([{ Body: "good" }]);
  const [buried] = await receive(dead);
  expect(buried).toMatchObject({
    MessageId,
    Body: "bad",
    Attributes: { ApproximateReceiveCount: "3", DeadLetterQueueSourceArn: arnOf(source) },
  });
});

it("tells which queues send their dead letters to one", async () => {
  const { source, dead } = await pair();
  const { queueUrls } = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
  expect(queueUrls).toEqual([source]);
});

it("refuses a source that the dead-letter queue does not allow", async () => {
  const RedriveAllowPolicy = JSON.stringify({ redrivePermission: "denyAll" });
  const closed = await tools.queue({ RedriveAllowPolicy });
  const source = await tools.queue();
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf(closed), maxReceiveCount: 3 });
  const set = new SetQueueAttributesCommand({ QueueUrl: source, Attributes: { RedrivePolicy } });
  await expect(sqs.send(set)).rejects.toMatchObject({ name: "InvalidParameterValue" });
});

it("redrives dead letters to where they came from, as new messages", async () => {
  const { source, dead } = await pair();
  await kill(source, "1", "2", "3");
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf(dead) }));
  await vi.waitFor(async () => expect(await tasksOf(dead)).toMatchObject([{ Status: "COMPLETED" }]));
  expect(await tasksOf(dead)).toMatchObject([
    { ApproximateNumberOfMessagesMoved: 3, ApproximateNumberOfMessagesToMove: 3 },
  ]);
  const back = await receive(source);
  expect(back.map(({ Body }) => Body)).toEqual(["1", "2", "3"]);
  expect(back[0]?.Attributes?.ApproximateReceiveCount).toBe("1");
  expect(await receive(dead)).toEqual([]);
});

it("redrives to another queue, at a rate, until it is cancelled", async () => {
  const { source, dead } = await pair();
  const other = await tools.queue();
  await kill(source, "1", "2", "3");
  const { TaskHandle } = await sqs.send(
    new StartMessageMoveTaskCommand({
      SourceArn: arnOf(dead),
      DestinationArn: arnOf(other),
      MaxNumberOfMessagesPerSecond: 1,
    }),
  );
  const second = new StartMessageMoveTaskCommand({ SourceArn: arnOf(dead) });
  await expect(sqs.send(second)).rejects.toMatchObject({ name: "InvalidParameterValue" });
  await vi.waitFor(async () => expect(await receive(other)).toHaveLength(1));
  await sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
  expect(await tasksOf(dead)).toMatchObject([{ Status: "CANCELLED" }]);
  expect((await receive(dead)).length).toBeGreaterThan(0);
});

it("leaves in the dead-letter queue what arrives after the redrive has begun", async () => {
  const { source, dead } = await pair();
  const other = await tools.queue();
  await kill(source, "early");
  const operator = { kind: "operator" } as const;
  // Both in one turn, so that no message can be moved between them.
  const started = cloud.cloud.call(operator, "sqs", "StartMessageMoveTask", {
    SourceArn: arnOf(dead),
    DestinationArn: arnOf(other),
  });
  await Promise.all([
    started,
    cloud.cloud.call(operator, "sqs", "SendMessage", { QueueUrl: dead, MessageBody: "late" }),
  ]);
  await vi.waitFor(async () => expect(await tasksOf(dead)).toMatchObject([{ Status: "COMPLETED" }]));
  expect(await receive(other)).toMatchObject([{ Body: "early" }]);
  expect(await receive(dead)).toMatchObject([{ Body: "late" }]);
});

it("fails a redrive of messages that never were in another queue", async () => {
  const { dead } = await pair();
  await send(dead, "sent here directly");
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arnOf(dead) }));
  await vi.waitFor(async () =>
    expect(await tasksOf(dead)).toMatchObject([
      { Status: "FAILED", FailureReason: "CouldNotDetermineMessageSource", ApproximateNumberOfMessagesMoved: 0 },
    ]),
  );
  expect(await receive(dead)).toHaveLength(1);
});

it("redrives only what is a dead-letter queue", async () => {
  const plain = await tools.queue();
  const start = (SourceArn: string) => sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
  await expect(start(arnOf(plain))).rejects.toMatchObject({ name: "InvalidParameterValue" });
  await expect(start(arnOf("/nowhere"))).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});
