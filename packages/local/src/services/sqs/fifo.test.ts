import { ChangeMessageVisibilityCommand, DeleteMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { expect, it } from "vitest";
import { startQueueCloud } from "./testing.ts";

const { cloud, tools } = await startQueueCloud();
const { sqs } = tools;

const fifo = (attributes: Record<string, string> = {}) =>
  tools.queue({ FifoQueue: "true", ContentBasedDeduplication: "true", ...attributes });

const send = (QueueUrl: string, body: string, MessageGroupId: string, MessageDeduplicationId?: string) =>
  tools.send(QueueUrl, body, { MessageGroupId, MessageDeduplicationId });

const receive = (QueueUrl: string, MaxNumberOfMessages = 10) => tools.receive(QueueUrl, { MaxNumberOfMessages });

const bodies = async (QueueUrl: string) => (await receive(QueueUrl)).map(({ Body }) => Body);

it("keeps the order of a group, with growing sequence numbers", async () => {
  const QueueUrl = await fifo();
  const sent = [];
  for (const body of ["1", "2", "3"]) sent.push((await send(QueueUrl, body, "a")).SequenceNumber ?? "");
  expect(sent).toEqual([...sent].sort());
  const received = await receive(QueueUrl);
  expect(received.map(({ Body }) => Body)).toEqual(["1", "2", "3"]);
  expect(received.map(({ Attributes }) => Attributes?.SequenceNumber)).toEqual(sent);
  expect(received[0]?.Attributes).toMatchObject({ MessageGroupId: "a", MessageDeduplicationId: expect.any(String) });
});

it("gives nothing more of a group while one of its messages is in flight, and other groups meanwhile", async () => {
  const QueueUrl = await fifo();
  await send(QueueUrl, "a1", "a");
  await send(QueueUrl, "a2", "a");
  const [first] = await receive(QueueUrl, 1);
  await send(QueueUrl, "b1", "b");
  expect(await bodies(QueueUrl)).toEqual(["b1"]);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
  expect(await bodies(QueueUrl)).toEqual(["a2"]);
});

it("waits for a newer message of the group that is in flight, too", async () => {
  const QueueUrl = await fifo();
  await send(QueueUrl, "a1", "a");
  await send(QueueUrl, "a2", "a");
  const [first, second] = await receive(QueueUrl);
  const show = { QueueUrl, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 };
  await sqs.send(new ChangeMessageVisibilityCommand(show));
  expect(await bodies(QueueUrl)).toEqual([]);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle }));
  expect(await bodies(QueueUrl)).toEqual(["a1"]);
});

it("wakes a long poll when the message before is deleted", async () => {
  const QueueUrl = await fifo({ ReceiveMessageWaitTimeSeconds: "20" });
  await send(QueueUrl, "a1", "a");
  await send(QueueUrl, "a2", "a");
  const [first] = await receive(QueueUrl, 1);
  const waiting = bodies(QueueUrl);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
  expect(await waiting).toEqual(["a2"]);
});

it("takes a deduplication id once, and answers a repetition with the first message", async () => {
  const QueueUrl = await fifo();
  const first = await send(QueueUrl, "one", "a", "id");
  const again = await send(QueueUrl, "two", "a", "id");
  expect(again).toMatchObject({ MessageId: first.MessageId, SequenceNumber: first.SequenceNumber });
  const [message, ...others] = await receive(QueueUrl);
  expect(others).toEqual([]);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  await send(QueueUrl, "three", "a", "id");
  expect(await bodies(QueueUrl)).toEqual([]);
});

it("takes a deduplication id again after five minutes", async () => {
  const QueueUrl = await fifo();
  await send(QueueUrl, "one", "a", "id");
  cloud.cloud.database.run("UPDATE sqs_deduplication SET until = until - 300000");
  await send(QueueUrl, "two", "a", "id");
  expect(await bodies(QueueUrl)).toEqual(["one", "two"]);
});

it("deduplicates by content, in the queue or in each group", async () => {
  const whole = await fifo();
  const grouped = await fifo({ DeduplicationScope: "messageGroup", FifoThroughputLimit: "perMessageGroupId" });
  for (const QueueUrl of [whole, grouped]) {
    await send(QueueUrl, "same", "a");
    await send(QueueUrl, "same", "b");
  }
  expect(await bodies(whole)).toEqual(["same"]);
  expect(await bodies(grouped)).toEqual(["same", "same"]);
});

it("refuses messages without a group or without a way to tell duplicates", async () => {
  const QueueUrl = await fifo({ ContentBasedDeduplication: "false" });
  const send = (input: object) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x", ...input }));
  await expect(send({})).rejects.toMatchObject({ name: "MissingParameter" });
  await expect(send({ MessageGroupId: "a" })).rejects.toMatchObject({ name: "InvalidParameterValue" });
  const delayed = { MessageGroupId: "a", MessageDeduplicationId: "1", DelaySeconds: 1 };
  await expect(send(delayed)).rejects.toMatchObject({ name: "InvalidParameterValue" });
});
