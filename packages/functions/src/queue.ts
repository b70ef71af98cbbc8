import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { AppError } from "@videoflow/core/error";
import { parse } from "@videoflow/core/fn";
import { hide } from "@videoflow/core/queue";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as z from "zod";
import { logged } from "./logged.ts";

/** A consumer of a queue whose messages are JSON. A message that fails comes back alone; the others are done. */
export const queue = <Schema extends z.ZodType>(schema: Schema, run: (message: z.output<Schema>) => Promise<void>) =>
  consumer(schema, run);

/**
 * The same for messages that are not always done at once: `run` returns in how many milliseconds its message is to come
 * again, or undefined when it is done.
 */
export const patientQueue = <Schema extends z.ZodType>(
  schema: Schema,
  queueUrl: () => string,
  run: (message: z.output<Schema>) => Promise<number | undefined>,
) =>
  consumer(schema, async (message, { receiptHandle }) => {
    const waitMs = await run(message);
    if (waitMs === undefined) return;
    await hide(queueUrl(), receiptHandle, waitMs);
    throw new AppError("busy", `To be tried again in ${Math.ceil(waitMs / 1000)} s`);
  });

function consumer<Schema extends z.ZodType>(
  schema: Schema,
  run: (message: z.output<Schema>, record: SQSRecord) => Promise<void>,
) {
  return (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const handle = (record: SQSRecord) =>
      logged("message", { messageId: record.messageId, requestId: context.awsRequestId }, () =>
        run(parse(schema, JSON.parse(record.body)), record),
      );
    const processor = new BatchProcessor(EventType.SQS);
    return processPartialResponse(event, handle, processor, { context, throwOnFullBatchFailure: false });
  };
}
