import type { Cloud } from "../../cloud.ts";
import type { FunctionDefinition } from "../../lambda/function-definition.ts";
import type { Principal } from "../../service.ts";
import type { AsyncConfiguration } from "./async-configurations.ts";

/** How an asynchronous invocation ended; JSON, so that it can wait on disk. */
export interface Delivery {
  readonly requestId: string;
  readonly functionName: string;
  readonly condition: "Success" | "RetriesExhausted" | "EventAgeExceeded";
  /** The event, JSON. */
  readonly request: string;
  /** What the function answered, JSON; undefined when it was not tried any more. */
  readonly answer: { readonly payload: string; readonly failed: boolean } | undefined;
  readonly tries: number;
}

/** Sends the record of an invocation to the function's destination, and a failed event to its dead-letter queue. */
export async function deliverOutcome(
  cloud: Cloud,
  definition: FunctionDefinition,
  configuration: AsyncConfiguration,
  delivery: Delivery,
): Promise<void> {
  const succeeded = delivery.condition === "Success";
  const destination = succeeded ? configuration.onSuccess : configuration.onFailure;
  if (destination) {
    await sendTo(cloud, roleOf(definition), destination, recordOf(definition, delivery), detailType(succeeded));
  }
  if (!succeeded && definition.deadLetterArn)
    await sendToDeadLetter(cloud, definition, definition.deadLetterArn, delivery);
}

export function roleOf({ role, name }: FunctionDefinition): Principal {
  return { kind: "role", arn: role, session: name };
}

/** Sends JSON to a queue, a function or an event bus, in the name of a function's role. */
export async function sendTo(
  cloud: Cloud,
  principal: Principal,
  destination: string,
  record: object,
  detail: string,
): Promise<void> {
  const body = JSON.stringify(record);
  const service = destination.split(":")[2];
  switch (service) {
    case "sqs":
      await cloud.call(principal, "sqs", "SendMessage", { QueueUrl: queueUrl(cloud, destination), MessageBody: body });
      return;
    case "lambda":
      await cloud.call(principal, "lambda", "Invoke", {
        FunctionName: destination,
        InvocationType: "Event",
        Payload: body,
      });
      return;
    case "events": {
      const entry = {
        Source: "lambda",
        DetailType: detail,
        Detail: body,
        EventBusName: destination,
        Resources: [destination],
      };
      const { FailedEntryCount, Entries } = await cloud.call<{ FailedEntryCount?: number; Entries?: object[] }>(
        principal,
        "events",
        "PutEvents",
        { Entries: [entry] },
      );
      if (FailedEntryCount) throw new Error(`${destination} refused a function's record: ${JSON.stringify(Entries)}`);
      return;
    }
    default:
      throw new Error(`Destination ${destination} is not served here: use a queue, a function or an event bus`);
  }
}

async function sendToDeadLetter(cloud: Cloud, definition: FunctionDefinition, queueArn: string, delivery: Delivery) {
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  const reason = delivery.answer?.payload ?? delivery.condition;
  await cloud.call(roleOf(definition), "sqs", "SendMessage", {
    QueueUrl: queueUrl(cloud, queueArn),
    MessageBody: delivery.request,
    MessageAttributes: {
      RequestID: text(delivery.requestId),
      ErrorCode: { DataType: "Number", StringValue: "200" },
      ErrorMessage: text(reason.slice(0, 1024)),
    },
  });
}

export function queueUrl(cloud: Cloud, queueArn: string): string {
  const [account, name] = queueArn.split(":").slice(4);
  return `${cloud.place.endpoint()}/${account}/${name}`;
}

function detailType(succeeded: boolean): string {
  return `Lambda Function Invocation Result - ${succeeded ? "Success" : "Failure"}`;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function recordOf(definition: FunctionDefinition, { requestId, condition, request, answer, tries }: Delivery): object {
  return {
    version: "1.0",
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId,
      functionArn: `${definition.arn}:$LATEST`,
      condition,
      approximateInvokeCount: tries,
    },
    requestPayload: JSON.parse(request),
    ...(answer && {
      responseContext: {
        statusCode: 200,
        executedVersion: "$LATEST",
        ...(answer.failed && { functionError: "Unhandled" }),
      },
      responsePayload: JSON.parse(answer.payload || "null"),
    }),
  };
}
