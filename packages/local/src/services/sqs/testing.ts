import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll } from "vitest";
import { startTestCloud, type TestCloud } from "../../testing.ts";

/** A cloud for the tests of one file, with its queues. It ends after the last of them. */
export async function startQueueCloud() {
  const cloud = await startTestCloud();
  const tools = queueTools(cloud);
  afterAll(async () => {
    tools.sqs.destroy();
    await cloud.stop();
  });
  return { cloud, tools };
}

/** An SQS client, and what the tests do with it again and again. */
function queueTools(cloud: TestCloud) {
  const sqs = new SQSClient(cloud.clientConfig);
  let made = 0;

  return {
    sqs,

    /** Makes a queue of its own for a test, and returns its URL. */
    async queue(Attributes: Record<string, string> = {}): Promise<string> {
      const QueueName = `queue-${++made}${Attributes.FifoQueue ? ".fifo" : ""}`;
      const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
      return QueueUrl;
    },

    send: (QueueUrl: string, MessageBody: string, more: object = {}) =>
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more })),

    async receive(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All"], ...more }),
      );
      return Messages;
    },

    remove: (QueueUrl: string, ReceiptHandle: string | undefined) =>
      sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),

    /** Makes a message in flight visible again. */
    show: (QueueUrl: string, ReceiptHandle: string | undefined, VisibilityTimeout = 0) =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout })),

    async attributes(QueueUrl: string) {
      const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
      return Attributes;
    },
  };
}
