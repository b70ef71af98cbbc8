import { createHash, randomUUID } from "node:crypto";
import type { SendMessageCommandInput, SendMessageResult } from "@aws-sdk/client-sqs";
import { AwsError } from "../../error.ts";
import type { Principal } from "../../service.ts";
import type { Deduplication } from "./deduplication.ts";
import { invalidParameter, missingParameter } from "./errors.ts";
import { md5OfAttributes, type StoredAttributes, sizeOf, storedAttributes } from "./message-attributes.ts";
import type { Messages } from "./messages.ts";
import { milliseconds, type Queue } from "./queues.ts";

export type Outgoing = Omit<SendMessageCommandInput, "QueueUrl">;

/** Anything outside of what XML 1.0 can carry. https://www.w3.org/TR/REC-xml/#charsets */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const ID = /^[\x21-\x7e]{1,128}$/;
const FIRST_SEQUENCE = 18_000_000_000_000_000_000n;

/** Puts one message into a queue; says what AWS answers to it. Throws before anything is written. */
export function send(
  stores: { messages: Messages; deduplication: Deduplication },
  queue: Queue,
  outgoing: Outgoing,
  sender: Principal,
): SendMessageResult {
  const attributes = storedAttributes(outgoing.MessageAttributes);
  const body = checkedBody(queue, outgoing.MessageBody, attributes);
  const trace = traceOf(outgoing);
  const { group, deduplicationId } = orderingOf(queue, outgoing, body);
  const delayMs = delayOf(queue, outgoing.DelaySeconds);
  const now = Date.now();

  const md5OfAll = md5OfAttributes(attributes);
  const digests: SendMessageResult = {
    MD5OfMessageBody: md5(body),
    ...(md5OfAll && { MD5OfMessageAttributes: md5OfAll }),
    ...(trace && {
      MD5OfMessageSystemAttributes: md5OfAttributes({ AWSTraceHeader: { DataType: "String", StringValue: trace } }),
    }),
  };
  const known = deduplicationId && stores.deduplication.find(queue, group ?? "", deduplicationId, now);
  if (known) return { ...digests, MessageId: known.messageId, SequenceNumber: known.sequence };

  const messageId = randomUUID();
  const message = {
    message_id: messageId,
    body,
    attributes: JSON.stringify(attributes),
    sender: nameOf(sender),
    trace: trace ?? null,
    group_id: group ?? null,
    deduplication_id: deduplicationId ?? null,
  };
  const row = stores.messages.insert(queue, message, now, delayMs);
  if (!queue.fifo) return { ...digests, MessageId: messageId };
  const sequence = sequenceOf(row);
  stores.deduplication.remember(queue, group ?? "", deduplicationId ?? "", { messageId, sequence }, now);
  return { ...digests, MessageId: messageId, SequenceNumber: sequence };
}

/** 20 digits that grow with every message of the queue. */
export function sequenceOf(row: number): string {
  return (FIRST_SEQUENCE + BigInt(row) * 256n).toString();
}

export function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/** Bytes that count against the limits of a queue and of a batch. */
export function lengthOf(outgoing: Outgoing): number {
  return Buffer.byteLength(outgoing.MessageBody ?? "") + sizeOf(storedAttributes(outgoing.MessageAttributes));
}

function checkedBody(queue: Queue, body: string | undefined, attributes: StoredAttributes): string {
  if (typeof body !== "string" || body === "") throw missingParameter("MessageBody");
  const most = Number(queue.attributes.MaximumMessageSize);
  if (Buffer.byteLength(body) + sizeOf(attributes) > most) {
    throw invalidParameter(`One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`);
  }
  const texts = [body, ...Object.values(attributes).map(({ StringValue = "" }) => StringValue)];
  if (texts.some((text) => FORBIDDEN.test(text))) {
    throw new AwsError(
      "InvalidMessageContents",
      "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
    );
  }
  return body;
}

function orderingOf(queue: Queue, outgoing: Outgoing, body: string): { group?: string; deduplicationId?: string } {
  const { MessageGroupId: group, MessageDeduplicationId: given } = outgoing;
  if (group !== undefined && !ID.test(group)) throw invalidId("MessageGroupId", group);
  if (!queue.fifo) {
    if (given !== undefined) {
      throw invalidParameter(
        `Value ${given} for parameter MessageDeduplicationId is invalid. Reason: The request includes a parameter that is not valid for this queue type.`,
      );
    }
    return group === undefined ? {} : { group };
  }
  if (group === undefined) throw missingParameter("MessageGroupId");
  if (given !== undefined && !ID.test(given)) throw invalidId("MessageDeduplicationId", given);
  if (given !== undefined) return { group, deduplicationId: given };
  if (queue.attributes.ContentBasedDeduplication === "true") {
    return { group, deduplicationId: createHash("sha256").update(body).digest("hex") };
  }
  throw invalidParameter(
    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  );
}

function invalidId(parameter: string, value: string): AwsError {
  return invalidParameter(
    `Value ${value} for parameter ${parameter} is invalid. Reason: ${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

function delayOf(queue: Queue, seconds: number | undefined): number {
  if (seconds === undefined) return milliseconds(queue, "DelaySeconds");
  const refuse = (reason: string) =>
    invalidParameter(`Value ${seconds} for parameter DelaySeconds is invalid. Reason: ${reason}`);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 900) throw refuse("DelaySeconds must be >= 0 and <= 900.");
  if (queue.fifo && seconds > 0) throw refuse("The request include parameter that is not valid for this queue type.");
  return queue.fifo ? milliseconds(queue, "DelaySeconds") : seconds * 1000;
}

function traceOf({ MessageSystemAttributes = {} }: Outgoing): string | undefined {
  const other = Object.keys(MessageSystemAttributes).find((name) => name !== "AWSTraceHeader");
  if (other) throw invalidParameter(`Message system attribute name '${other}' is invalid.`);
  return MessageSystemAttributes.AWSTraceHeader?.StringValue;
}

/** What a receiver sees as SenderId. */
function nameOf(sender: Principal): string {
  if (sender.kind === "role") return `${sender.arn.slice(sender.arn.lastIndexOf("/") + 1)}:${sender.session}`;
  return sender.kind === "service" ? sender.service : "operator";
}
