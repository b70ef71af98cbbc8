import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Resource } from "sst";

export const sqs = new SQSClient({});

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

/** How many messages could not be delivered or handled; those at which somebody is looking count. */
export async function countDeadLetters(): Promise<number> {
  const depths = await Promise.all([depthOf(Resource.ReceivedDlq.url), depthOf(Resource.Undelivered.url)]);
  return depths.reduce((total, { waiting, inHand }) => total + waiting + inHand, 0);
}
