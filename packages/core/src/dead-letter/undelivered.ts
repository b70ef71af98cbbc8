import type { Message } from "@aws-sdk/client-sqs";
import * as z from "zod";
import type { Reason } from "../reason.ts";

const Event = z.looseObject({ "detail-type": z.string(), time: z.string().optional(), detail: z.unknown() });

/** What Lambda keeps of an event that its function did not take. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const Unhandled = z.object({
  timestamp: z.string(),
  requestContext: z.object({
    functionArn: z.string(),
    condition: z.string(),
    approximateInvokeCount: z.int().optional(),
  }),
  requestPayload: Event,
  responsePayload: z.looseObject({ errorType: z.string(), errorMessage: z.string() }).partial().nullish(),
});

/** An event that could not be delivered or handled: which function it was for, what it tells, and why it lies there. */
export interface Undelivered {
  readonly functionArn: string;
  readonly event: z.output<typeof Event>;
  readonly reason: Reason;
  readonly tries?: number | undefined;
}

/** Reads what Lambda or EventBridge put into the queue: the one wraps the event, the other says the rest in attributes. */
export function undeliveredOf({ Body = "", MessageAttributes: attributes = {} }: Message): Undelivered {
  const body: unknown = JSON.parse(Body);
  const unhandled = Unhandled.safeParse(body);
  if (unhandled.success) {
    const { requestContext, requestPayload, responsePayload } = unhandled.data;
    const { errorType, errorMessage } = responsePayload ?? {};
    return {
      functionArn: requestContext.functionArn,
      event: requestPayload,
      reason: { code: errorType ?? requestContext.condition, message: errorMessage ?? "Its function did not answer." },
      tries: requestContext.approximateInvokeCount,
    };
  }
  const said = (name: string) => attributes[name]?.StringValue;
  return {
    functionArn: said("TARGET_ARN") ?? "",
    event: Event.parse(body),
    reason: { code: said("ERROR_CODE") ?? "undelivered", message: said("ERROR_MESSAGE") ?? "It was not delivered." },
    tries: said("RETRY_ATTEMPTS") ? Number(said("RETRY_ATTEMPTS")) : undefined,
  };
}
