import type {
  DeleteMessageBatchResult,
  GetQueueAttributesResult,
  Message,
  ReceiveMessageResult,
} from "@aws-sdk/client-sqs";
import { largestPool } from "../../../lambda/engine.ts";
import { Slots } from "../../../slots.ts";
import { queueUrl, roleOf } from "../destinations.ts";
import { failedRecords } from "./batch-response.ts";
import { splitBySize } from "./batch-size.ts";
import { filterOf } from "./filter.ts";
import { filterable, type QueueRecord, queueRecord } from "./queue-record.ts";
import { invokeWith, type SourceContext } from "./source.ts";

/** SQS hands out and deletes at most so many at once. */
const MOST_AT_ONCE = 10;
const LONG_POLL_SECONDS = 20;

/**
 * Feeds a function from a queue until the signal aborts. Messages are received only when a worker can take them, as the
 * function's role, and deleted only after the function succeeded; all others come back when their visibility times out.
 */
export async function pollQueue(context: SourceContext): Promise<void> {
  const { mapping, signal } = context;
  await checkVisibility(context);
  const most = largestPool(context.definition());
  const slots = new Slots(Math.min(mapping.maximumConcurrency ?? most, most));
  try {
    while (!signal.aborted) {
      const release = await slots.take();
      const messages = await collect(context).catch((error: unknown) => {
        release();
        throw error;
      });
      void work(context, messages)
        .catch((error: unknown) =>
          context.cloud.journal.error("lambda.queue_source", error, { queue: mapping.sourceArn }),
        )
        .finally(release);
    }
  } finally {
    await slots.allFree();
  }
}

/** AWS does not take a mapping either whose messages would come back while the function may still work on them. */
async function checkVisibility({ cloud, mapping, definition }: SourceContext): Promise<void> {
  const input = { QueueUrl: queueUrl(cloud, mapping.sourceArn), AttributeNames: ["VisibilityTimeout"] };
  const role = roleOf(definition());
  const { Attributes } = await cloud.call<GetQueueAttributesResult>(role, "sqs", "GetQueueAttributes", input);
  const seconds = Number(Attributes?.VisibilityTimeout);
  const { timeoutSeconds } = definition();
  if (seconds >= timeoutSeconds) return;
  throw new Error(
    `Queue visibility timeout: ${seconds} seconds is less than Function timeout: ${timeoutSeconds} seconds. Set the queue's higher in infra.`,
  );
}

/** Receives a batch: at once what there is, or, with a window, until it is full or the window is over. */
async function collect(context: SourceContext): Promise<Message[]> {
  const { batchSize, windowSeconds } = context.mapping;
  const first = await receive(context, batchSize, context.signal);
  if (first.length === 0 || windowSeconds === 0) return first;
  // One that becomes visible again while the batch is gathered replaces itself: its newer receipt is the one that holds.
  const gathered = new Map(first.map((message) => [message.MessageId, message]));
  const end = AbortSignal.any([context.signal, AbortSignal.timeout(windowSeconds * 1000)]);
  while (gathered.size < batchSize && !end.aborted) {
    const more = await receive(context, batchSize - gathered.size, end);
    for (const message of more) gathered.set(message.MessageId, message);
  }
  return [...gathered.values()];
}

async function receive(
  { cloud, mapping, definition }: SourceContext,
  most: number,
  signal: AbortSignal,
): Promise<Message[]> {
  const input = {
    QueueUrl: queueUrl(cloud, mapping.sourceArn),
    MaxNumberOfMessages: Math.min(most, MOST_AT_ONCE),
    WaitTimeSeconds: LONG_POLL_SECONDS,
    MessageSystemAttributeNames: ["All"],
    MessageAttributeNames: ["All"],
  };
  const { Messages = [] } = await cloud.call<ReceiveMessageResult>(
    roleOf(definition()),
    "sqs",
    "ReceiveMessage",
    input,
    signal,
  );
  return Messages;
}

async function work(context: SourceContext, messages: readonly Message[]): Promise<void> {
  const { mapping, cloud } = context;
  const passes = filterOf(mapping.patterns);
  const records = messages.map((message) => queueRecord(message, mapping.sourceArn, cloud.place.region));
  const wanted = records.filter((record) => passes(filterable(record)));
  // What a filter keeps out is done with: it would come back for ever.
  await remove(
    context,
    records.filter((record) => !wanted.includes(record)),
  );
  for (const batch of splitBySize(wanted.map((record) => ({ record })))) {
    await give(
      context,
      batch.map(({ record }) => record),
    );
  }
}

async function give(context: SourceContext, records: readonly QueueRecord[]): Promise<void> {
  const outcome = await invokeWith(context, records);
  if (!outcome) return;
  const identifiers = records.map(({ messageId }) => messageId);
  const failed = failedRecords(outcome, identifiers, context.mapping.partialFailures);
  await remove(
    context,
    records.filter(({ messageId }) => !failed.has(messageId)),
  );
}

async function remove({ cloud, mapping, definition }: SourceContext, records: readonly QueueRecord[]): Promise<void> {
  for (let at = 0; at < records.length; at += MOST_AT_ONCE) {
    const Entries = records
      .slice(at, at + MOST_AT_ONCE)
      .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
    const { Failed = [] } = await cloud.call<DeleteMessageBatchResult>(
      roleOf(definition()),
      "sqs",
      "DeleteMessageBatch",
      {
        QueueUrl: queueUrl(cloud, mapping.sourceArn),
        Entries,
      },
    );
    // Mostly since the visibility was over: it was given to the function once more.
    if (Failed.length > 0) cloud.journal.info("lambda.delete_refused", { queue: mapping.sourceArn, Failed });
  }
}
