import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import { depthOf, sqs } from "../queue.ts";

/** Messages that are read at once, and for how long others do not see them meanwhile. */
const MOST_READ = 200;
const HIDDEN_SECONDS = 30;
const AT_ONCE = 10;

/**
 * Reads the messages of a dead-letter queue and does `visit` for each; those for which it returns true are taken out, all
 * others stay and are seen again at once. Two who read at the same time may each see a part. Returns whether there are more.
 */
export async function eachLetter(queueUrl: string, visit: (message: Message) => Promise<boolean>): Promise<boolean> {
  const { waiting } = await depthOf(queueUrl);
  const held = new Set<Message>();
  let read = 0;
  try {
    while (read < Math.min(waiting, MOST_READ)) {
      const messages = await receive(queueUrl);
      if (messages.length === 0) break;
      read += messages.length;
      for (const message of messages) held.add(message);
      for (const message of messages) {
        if (!(await visit(message))) continue;
        await remove(queueUrl, message);
        held.delete(message);
      }
    }
  } finally {
    await showAgain(queueUrl, [...held]);
  }
  return waiting > read;
}

async function receive(queueUrl: string): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      ...{ QueueUrl: queueUrl, MaxNumberOfMessages: AT_ONCE, VisibilityTimeout: HIDDEN_SECONDS, WaitTimeSeconds: 1 },
      ...{ MessageSystemAttributeNames: ["All"], MessageAttributeNames: ["All"] },
    }),
  );
  return Messages;
}

async function remove(queueUrl: string, { ReceiptHandle }: Message): Promise<void> {
  await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
}

async function showAgain(queueUrl: string, messages: readonly Message[]): Promise<void> {
  for (let from = 0; from < messages.length; from += AT_ONCE) {
    const Entries = messages
      .slice(from, from + AT_ONCE)
      .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
}
