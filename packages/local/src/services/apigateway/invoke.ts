import type { InvocationResponse } from "@aws-sdk/client-lambda";
import type { Cloud } from "../../cloud.ts";

/** Invokes a function as API Gateway: its permissions must allow it for `sourceArn`. Throws when it failed. */
export async function invokeFunction(
  cloud: Cloud,
  functionArn: string,
  sourceArn: string,
  event: object,
  signal: AbortSignal,
): Promise<Buffer> {
  const { FunctionError, Payload } = await cloud.call<InvocationResponse>(
    { kind: "service", service: "apigateway.amazonaws.com", sourceArn },
    "lambda",
    "Invoke",
    { FunctionName: functionArn, Payload: JSON.stringify(event) },
    signal,
  );
  const payload = Buffer.from(Payload ?? "");
  if (FunctionError) throw new FunctionFailed(functionArn, payload.toString());
  return payload;
}

export class FunctionFailed extends Error {
  override readonly name = "FunctionFailed";
  /** What the function threw, in words. */
  readonly errorMessage: string;

  constructor(functionArn: string, payload: string) {
    super(`${functionArn} failed: ${payload}`);
    this.errorMessage = (JSON.parse(payload) as { errorMessage?: string }).errorMessage ?? "";
  }
}

/** The function in an integration's or authorizer's URI: its ARN, or API Gateway's path to it. */
export function functionArnIn(uri: string): string {
  return /functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;
}
