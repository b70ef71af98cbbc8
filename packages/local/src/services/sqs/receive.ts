import type { Message as ReceivedMessage, ReceiveMessageCommandInput } from "@aws-sdk/client-sqs";
import { AwsError } from "../../error.ts";
import type { Bell } from "../../state/bell.ts";
import { redrivePolicy } from "./attributes.ts";
import { invalidParameter } from "./errors.ts";
import { md5OfAttributes, rendered, type StoredAttributes, selected } from "./message-attributes.ts";
import { bellOf, type Message, type Messages } from "./messages.ts";
import { milliseconds, type Queue, type Queues } from "./queues.ts";
import { handleOf } from "./receipt.ts";
import { md5, sequenceOf } from "./send.ts";

type Receive = Omit<ReceiveMessageCommandInput, "QueueUrl">;

interface Stores {
  readonly queues: Queues;
  readonly messages: Messages;
  readonly bell: Bell;
}

/** Receives at once what there is, or waits as long as the request or the queue says. Never takes for a caller who has gone. */
export async function receive(
  stores: Stores,
  name: string,
  request: Receive,
  signal: AbortSignal,
  inside: boolean,
): Promise<ReceivedMessage[]> {
  check(request);
  const waitMs = waitOf(stores.queues.get(name), request);
  const deadline = Date.now() + waitMs;
  while (!signal.aborted) {
    // Read again on every turn: while we waited, the queue may have been changed or deleted.
    const queue = stores.queues.get(name);
    const now = Date.now();
    const messages = take(stores, queue, request, now, inside);
    if (messages.length > 0 || now >= deadline) return messages;
    const until = Math.min(deadline, stores.messages.nextVisibleAt(queue, now) ?? deadline);
    await stores.bell.wait(bellOf(queue.id), Math.max(until - now, 1), signal);
  }
  return [];
}

/** Takes up to the asked number of messages; those that were received too often go to the dead-letter queue instead. */
function take(
  { queues, messages }: Stores,
  queue: Queue,
  request: Receive,
  now: number,
  inside: boolean,
): ReceivedMessage[] {
  messages.expire(queue, now);
  const limit = request.MaxNumberOfMessages ?? 1;
  const visibilityMs =
    request.VisibilityTimeout === undefined
      ? milliseconds(queue, "VisibilityTimeout")
      : request.VisibilityTimeout * 1000;
  const redrive = redrivePolicy(queue.attributes.RedrivePolicy);
  // A dead-letter queue that is gone takes nothing: the message stays here rather than being lost.
  const graveyard = redrive && queues.findByArn(redrive.deadLetterTargetArn);
  const taken: ReceivedMessage[] = [];
  for (;;) {
    const wanted = limit - taken.length;
    const found = messages.receivable(queue, now, wanted);
    let buried = 0;
    for (const message of found) {
      if (redrive && graveyard && message.receive_count >= redrive.maxReceiveCount) {
        messages.bury(message, queues.arn(queue.name), graveyard, now);
        buried++;
      } else {
        messages.received(message, now, visibilityMs, inside);
        taken.push(answer(queue, message, request, now));
      }
    }
    if (buried === 0 || found.length < wanted) return taken;
  }
}

function answer(queue: Queue, message: Message, request: Receive, now: number): ReceivedMessage {
  const receive = message.receive_count + 1;
  const attributes = systemAttributes(queue, message, receive, now);
  const names: readonly string[] = [...(request.AttributeNames ?? []), ...(request.MessageSystemAttributeNames ?? [])];
  const wanted = Object.entries(attributes).filter(
    ([name, value]) => value !== undefined && (names.includes("All") || names.includes(name)),
  );
  const own = selected(JSON.parse(message.attributes) as StoredAttributes, request.MessageAttributeNames);
  const md5OfOwn = md5OfAttributes(own);
  return {
    MessageId: message.message_id,
    ReceiptHandle: handleOf({
      queueId: queue.id,
      id: message.id,
      messageId: message.message_id,
      receive,
      receivedAt: now,
    }),
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(wanted.length > 0 && { Attributes: Object.fromEntries(wanted) }),
    ...(md5OfOwn && { MessageAttributes: rendered(own), MD5OfMessageAttributes: md5OfOwn }),
  };
}

function systemAttributes(queue: Queue, message: Message, receive: number, now: number) {
  return {
    SenderId: message.sender,
    SentTimestamp: String(message.sent_at),
    ApproximateReceiveCount: String(receive),
    ApproximateFirstReceiveTimestamp: String(message.first_received_at ?? now),
    AWSTraceHeader: message.trace ?? undefined,
    DeadLetterQueueSourceArn: message.source ?? undefined,
    MessageGroupId: message.group_id ?? undefined,
    MessageDeduplicationId: message.deduplication_id ?? undefined,
    SequenceNumber: queue.fifo ? sequenceOf(message.id) : undefined,
  };
}

function waitOf(queue: Queue, { WaitTimeSeconds }: Receive): number {
  return WaitTimeSeconds === undefined ? milliseconds(queue, "ReceiveMessageWaitTimeSeconds") : WaitTimeSeconds * 1000;
}

const systemNames: readonly string[] = [
  "All",
  "AWSTraceHeader",
  "ApproximateFirstReceiveTimestamp",
  "ApproximateReceiveCount",
  "DeadLetterQueueSourceArn",
  "MessageDeduplicationId",
  "MessageGroupId",
  "SenderId",
  "SentTimestamp",
  "SequenceNumber",
  "SqsManagedSseEnabled",
];

function check(request: Receive): void {
  within("MaxNumberOfMessages", request.MaxNumberOfMessages, 1, 10);
  within("VisibilityTimeout", request.VisibilityTimeout, 0, 43_200);
  within("WaitTimeSeconds", request.WaitTimeSeconds, 0, 20);
  const unknown = [...(request.AttributeNames ?? []), ...(request.MessageSystemAttributeNames ?? [])].find(
    (name) => !systemNames.includes(name),
  );
  if (unknown) throw new AwsError("InvalidAttributeName", `Unknown Attribute ${unknown}.`);
}

export function within(parameter: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw invalidParameter(
    `Value ${value} for parameter ${parameter} is invalid. Reason: Must be between ${least} and ${most}, if provided.`,
  );
}
