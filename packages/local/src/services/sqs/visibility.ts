import { AwsError } from "../../error.ts";
import { invalidHandle, invalidParameter, missingParameter } from "./errors.ts";
import type { Message, Messages } from "./messages.ts";
import type { Queue } from "./queues.ts";
import { type Receipt, receiptOf } from "./receipt.ts";
import { within } from "./receive.ts";

const LONGEST_S = 43_200;

/**
 * Deletes what a receipt handle names. A message that is gone, or that was received again since, is no error in a
 * standard queue; a FIFO queue says that the handle is too old, because order depends on it.
 */
export function remove(messages: Messages, queue: Queue, handle: string | undefined): void {
  const { message, receipt } = locate(messages, queue, handle);
  if (!message) return;
  const latest = message.receive_count === receipt.receive;
  if (queue.fifo && (!latest || message.visible_at <= Date.now())) {
    throw invalidHandle(handle ?? "", "The receipt handle has expired.");
  }
  if (latest) messages.remove(message);
}

/** Hides a message that is in flight for another time, counted from now. */
export function changeVisibility(
  messages: Messages,
  queue: Queue,
  handle: string | undefined,
  seconds: number | undefined,
): void {
  if (seconds === undefined) throw missingParameter("VisibilityTimeout");
  within("VisibilityTimeout", seconds, 0, LONGEST_S);
  const { message, receipt } = locate(messages, queue, handle);
  if (!message || message.receive_count !== receipt.receive) {
    throw invalidHandle(handle ?? "", "Message does not exist or is not available for visibility timeout change.");
  }
  const now = Date.now();
  if (message.visible_at <= now) {
    throw new AwsError("MessageNotInflight", `The message ${message.message_id} is not in flight.`);
  }
  if (now + seconds * 1000 - receipt.receivedAt > LONGEST_S * 1000) {
    throw invalidParameter(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [${LONGEST_S} seconds]`,
    );
  }
  messages.hideUntil(message, now + seconds * 1000);
}

function locate(
  messages: Messages,
  queue: Queue,
  handle: string | undefined,
): { message: Message | undefined; receipt: Receipt } {
  if (!handle) throw missingParameter("ReceiptHandle");
  const receipt = receiptOf(handle, queue.id);
  return { receipt, message: messages.find(queue, receipt.id, receipt.messageId) };
}
