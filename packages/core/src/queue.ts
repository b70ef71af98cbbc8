import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";

export const sqs = new SQSClient({});

/** Puts a message, as JSON, into a queue. */
export async function enqueue(queueUrl: string, message: object): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
}

/** Longer than this a queue hides no message, counted from when it was received. */
const LONGEST_HIDDEN_S = 12 * 3600 - 60;

/** Has a message that was received come again in `waitMs`, or somewhat sooner when that is very long. */
export async function hide(queueUrl: string, receiptHandle: string, waitMs: number): Promise<void> {
  const VisibilityTimeout = Math.min(Math.ceil(waitMs / 1000), LONGEST_HIDDEN_S);
  await sqs.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout }),
  );
}

/** Messages of a queue, about: those that wait, and those that a function has in hand. SQS counts them only nearly. */
export async function depthOf(queueUrl: string): Promise<{ waiting: number; inHand: number }> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    }),
  );
  return {
    waiting: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
    inHand: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}
