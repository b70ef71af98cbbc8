import type { Cloud } from "../../../cloud.ts";
import { StateFailure } from "../failure.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { toResult } from "./answer.ts";
import type { TaskCall } from "./call.ts";

/** As the Lambda service answers an Invoke. */
interface Invoked {
  readonly StatusCode?: number;
  readonly FunctionError?: string;
  readonly ExecutedVersion?: string;
  readonly Payload?: Uint8Array | string;
}

/**
 * Invokes a function. By its own ARN the result is what it returned; as `lambda:invoke` it is `{ ExecutedVersion,
 * Payload, StatusCode }`. An error of the function has its type as name and its payload, with the stack, as cause.
 */
export async function invokeFunction(
  cloud: Cloud,
  { resource, arguments: given, roleArn, executionName, rank, signal, onBegin }: TaskCall,
): Promise<Json> {
  const direct = resource.kind === "function";
  const request: JsonObject = direct ? { FunctionName: resource.name, Payload: given } : isObject(given) ? given : {};
  const principal = { kind: "role", arn: roleArn, session: executionName } as const;
  const { Payload: payload, ...rest } = request;
  const bytes =
    payload === undefined
      ? undefined
      : Buffer.from(resource.kind === "sdk" && typeof payload === "string" ? payload : JSON.stringify(payload));
  const input = { ...rest, ...(bytes && { Payload: bytes }), Rank: rank, OnBegin: onBegin };
  const {
    Payload: answer,
    FunctionError,
    ...invoked
  } = await cloud.call<Invoked>(principal, "lambda", "Invoke", input, signal);
  const text = typeof answer === "string" ? answer : Buffer.from(answer ?? []).toString();
  if (resource.kind === "sdk") return toResult({ ...invoked, FunctionError, Payload: text });
  if (FunctionError !== undefined) throw functionFailure(text);
  const value = text === "" ? null : (JSON.parse(text) as Json);
  if (direct) return value;
  const { ExecutedVersion = "$LATEST", StatusCode = 200 } = invoked;
  return { ExecutedVersion, Payload: value, StatusCode };
}

function functionFailure(payload: string): StateFailure {
  const parsed = payload === "" ? {} : (JSON.parse(payload) as Json);
  const name = isObject(parsed) && typeof parsed.errorType === "string" ? parsed.errorType : "Lambda.Unknown";
  return new StateFailure(name, payload);
}
