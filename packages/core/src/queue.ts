import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const client = new SQSClient({});

/** Puts a message, as JSON, into a queue. */
export async function enqueue(queueUrl: string, message: object): Promise<void> {
  await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
}

/** Longer than this a queue hides no message, counted from when it was received. */
const LONGEST_HIDDEN_S = 12 * 3600 - 60;

/** Has a message that was received come again in `waitMs`, or somewhat sooner when that is very long. */
export async function hide(queueUrl: string, receiptHandle: string, waitMs: number): Promise<void> {
  const VisibilityTimeout = Math.min(Math.ceil(waitMs / 1000), LONGEST_HIDDEN_S);
  await client.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout }),
  );
}
