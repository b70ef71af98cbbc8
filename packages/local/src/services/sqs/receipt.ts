import { AwsError } from "../../error.ts";
import { invalidHandle } from "./errors.ts";

/** One receive of one message. What a receipt handle says. */
export interface Receipt {
  readonly queueId: number;
  /** Row of the message. */
  readonly id: number;
  readonly messageId: string;
  /** Which receive it was: a later one makes this handle stale. */
  readonly receive: number;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

export function handleOf(receipt: Receipt): string {
  const { queueId, id, receive, receivedAt, messageId } = receipt;
  return Buffer.from(`${queueId}/${id}/${receive}/${receivedAt}/${messageId}`).toString("base64");
}

/** Throws ReceiptHandleIsInvalid for what never was a handle, and when it belongs to another queue. */
export function receiptOf(handle: string, queueId: number): Receipt {
  const parts = /^(\d+)\/(\d+)\/(\d+)\/(\d+)\/([\da-f-]{36})$/.exec(Buffer.from(String(handle), "base64").toString());
  if (!parts) {
    throw new AwsError(
      "ReceiptHandleIsInvalid",
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
      404,
    );
  }
  const [, queue, id, receive, receivedAt, messageId = ""] = parts;
  if (Number(queue) !== queueId) throw invalidHandle(handle, "The receipt handle is not of this queue.");
  return { queueId, id: Number(id), messageId, receive: Number(receive), receivedAt: Number(receivedAt) };
}
