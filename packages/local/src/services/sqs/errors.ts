import { AwsError } from "../../error.ts";
import type { Codec } from "../../wire/codec.ts";
import { jsonCodec } from "../../wire/json.ts";

/**
 * SQS once spoke the Query protocol, and its clients still show the codes of that time: boto3 and the AWS CLI read them
 * from a header, and batch answers carry them. Codes that are not here are the same in both.
 */
const queryCodes: Readonly<Record<string, string>> = {
  AccessDeniedException: "AccessDenied",
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
  BatchRequestTooLong: "AWS.SimpleQueueService.BatchRequestTooLong",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  InvalidBatchEntryId: "AWS.SimpleQueueService.InvalidBatchEntryId",
  InvalidParameterValueException: "InvalidParameterValue",
  MessageNotInflight: "AWS.SimpleQueueService.MessageNotInflight",
  MissingRequiredParameterException: "MissingParameter",
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  QueueNameExists: "QueueAlreadyExists",
  TooManyEntriesInBatchRequest: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
  UnsupportedOperation: "AWS.SimpleQueueService.UnsupportedOperation",
};

export function queryCode(error: AwsError): string {
  return queryCodes[error.code] ?? error.code;
}

/** AWS JSON 1.0 with the Query protocol's code in `x-amzn-query-error`. */
export function sqsCodec(): Codec {
  const json = jsonCodec("1.0");
  return {
    ...json,
    error(error, request) {
      const reply = json.error(error, request);
      const fault = error.status < 500 ? "Sender" : "Receiver";
      return { ...reply, headers: { ...reply.headers, "x-amzn-query-error": `${queryCode(error)};${fault}` } };
    },
  };
}

export function queueDoesNotExist(name: string): AwsError {
  return new AwsError("QueueDoesNotExist", `The specified queue does not exist: ${name}`);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}

export function missingParameter(name: string): AwsError {
  return new AwsError("MissingRequiredParameterException", `The request must contain the parameter ${name}.`);
}

export function invalidHandle(handle: string, reason: string): AwsError {
  return invalidParameter(`Value ${handle} for parameter ReceiptHandle is invalid. Reason: ${reason}`);
}
