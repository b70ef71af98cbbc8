import type {
  ChangeMessageVisibilityBatchCommandInput,
  ChangeMessageVisibilityCommandInput,
  DeleteMessageBatchCommandInput,
  DeleteMessageCommandInput,
  ReceiveMessageCommandInput,
  SendMessageBatchCommandInput,
  SendMessageCommandInput,
} from "@aws-sdk/client-sqs";
import { AwsError } from "../../error.ts";
import { operation } from "../../service.ts";
import type { Bell } from "../../state/bell.ts";
import { inBatch } from "./batch.ts";
import type { Deduplication } from "./deduplication.ts";
import type { Messages } from "./messages.ts";
import type { Queues } from "./queues.ts";
import { receive } from "./receive.ts";
import { lengthOf, send } from "./send.ts";
import { changeVisibility, remove } from "./visibility.ts";

const LARGEST_BATCH = 1_048_576;

interface Parts {
  readonly queues: Queues;
  readonly messages: Messages;
  readonly deduplication: Deduplication;
  readonly bell: Bell;
  /** Aborts when the cloud stops: long polls end. */
  readonly stopping: AbortSignal;
}

/** The operations on messages. */
export function messageOperations(parts: Parts) {
  const { queues, messages } = parts;
  const on =
    (action: string) =>
    ({ QueueUrl }: { QueueUrl?: string | undefined }) => [
      { action: `sqs:${action}`, resource: queues.arn(queues.nameIn(QueueUrl)) },
    ];

  return {
    SendMessage: operation({
      permissions: on("SendMessage"),
      run: ({ QueueUrl, ...outgoing }: SendMessageCommandInput, { principal }) =>
        send(parts, queues.at(QueueUrl), outgoing, principal),
    }),

    SendMessageBatch: operation({
      permissions: on("SendMessage"),
      run: ({ QueueUrl, Entries = [] }: SendMessageBatchCommandInput, { principal }) => {
        const queue = queues.at(QueueUrl);
        const length = Entries.reduce((sum, entry) => sum + lengthOf(entry), 0);
        if (length > LARGEST_BATCH) {
          throw new AwsError(
            "BatchRequestTooLong",
            `Batch requests cannot be longer than ${LARGEST_BATCH} bytes. You have sent ${length} bytes.`,
          );
        }
        return inBatch(Entries, (entry) => send(parts, queue, entry, principal));
      },
    }),

    ReceiveMessage: operation({
      permissions: on("ReceiveMessage"),
      run: async ({ QueueUrl, ...request }: ReceiveMessageCommandInput, { signal, inside }) => {
        const gone = AbortSignal.any([signal, parts.stopping]);
        const Messages = await receive(parts, queues.nameIn(QueueUrl), request, gone, inside === true);
        return Messages.length > 0 ? { Messages } : {};
      },
    }),

    DeleteMessage: operation({
      permissions: on("DeleteMessage"),
      run: ({ QueueUrl, ReceiptHandle }: DeleteMessageCommandInput) =>
        remove(messages, queues.at(QueueUrl), ReceiptHandle),
    }),

    DeleteMessageBatch: operation({
      permissions: on("DeleteMessage"),
      run: ({ QueueUrl, Entries }: DeleteMessageBatchCommandInput) => {
        const queue = queues.at(QueueUrl);
        return inBatch(Entries, ({ ReceiptHandle }) => {
          remove(messages, queue, ReceiptHandle);
          return {};
        });
      },
    }),

    ChangeMessageVisibility: operation({
      permissions: on("ChangeMessageVisibility"),
      run: ({ QueueUrl, ReceiptHandle, VisibilityTimeout }: ChangeMessageVisibilityCommandInput) =>
        changeVisibility(messages, queues.at(QueueUrl), ReceiptHandle, VisibilityTimeout),
    }),

    ChangeMessageVisibilityBatch: operation({
      permissions: on("ChangeMessageVisibility"),
      run: ({ QueueUrl, Entries }: ChangeMessageVisibilityBatchCommandInput) => {
        const queue = queues.at(QueueUrl);
        return inBatch(Entries, ({ ReceiptHandle, VisibilityTimeout }) => {
          changeVisibility(messages, queue, ReceiptHandle, VisibilityTimeout);
          return {};
        });
      },
    }),
  };
}
