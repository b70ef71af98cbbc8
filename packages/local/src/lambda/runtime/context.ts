import type { Work } from "./runtime-client.ts";

/** The second argument of a handler. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface Context {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly clientContext: unknown;
  readonly identity: undefined;
  callbackWaitsForEmptyEventLoop: boolean;
  getRemainingTimeInMillis(): number;
}

const variable = (name: string) => process.env[name] ?? "";

export function contextOf(work: Work): Context {
  return {
    functionName: variable("AWS_LAMBDA_FUNCTION_NAME"),
    functionVersion: variable("AWS_LAMBDA_FUNCTION_VERSION"),
    invokedFunctionArn: work.functionArn,
    memoryLimitInMB: variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
    awsRequestId: work.requestId,
    logGroupName: variable("AWS_LAMBDA_LOG_GROUP_NAME"),
    logStreamName: variable("AWS_LAMBDA_LOG_STREAM_NAME"),
    clientContext: work.clientContext ? JSON.parse(work.clientContext) : undefined,
    identity: undefined,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => work.deadline - Date.now(),
  };
}
