import type {
  InvocationRequest,
  InvocationResponse,
  InvokeWithResponseStreamRequest,
  InvokeWithResponseStreamResponse,
} from "@aws-sdk/client-lambda";
import { AwsError } from "../../error.ts";
import type { Engine } from "../../lambda/engine.ts";
import { type Invocation, LARGEST_PAYLOAD } from "../../lambda/invocation.ts";
import type { Rank } from "../../lambda/turns.ts";
import { type Call, operation } from "../../service.ts";
import type { AsyncQueue } from "./async-queue.ts";
import type { Functions } from "./functions.ts";
import { streamedEvents } from "./response-events.ts";
import { traceIdOf } from "./trace.ts";

/** The largest event of an asynchronous invocation, in bytes. */
const LARGEST_ASYNC_PAYLOAD = 1024 * 1024;

/**
 * Callers inside this process may give a payload as text, come by a function's URL, leave it to us when they are served, and hear
 * when their turn has come, which is by rank.
 */
type Loose<Input> = Omit<Input, "Payload"> & { readonly Payload?: Uint8Array | string };
interface Inside {
  readonly ViaFunctionUrl?: true;
  readonly Rank?: Rank;
  readonly OnBegin?: () => void;
}
type Invoke = Loose<InvocationRequest> & Inside;
type InvokeWithResponseStream = Loose<InvokeWithResponseStreamRequest>;
type Payload = NonNullable<InvocationResponse["Payload"]>;

export function invokeOperations(functions: Functions, engine: Engine, queue: AsyncQueue) {
  const permissions = ({ FunctionName, ...rest }: Invoke | InvokeWithResponseStream) => [
    {
      action: "lambda:InvokeFunction",
      resource: functions.get(FunctionName).arn,
      context: { "lambda:InvokedViaFunctionUrl": String("ViaFunctionUrl" in rest) },
    },
  ];
  return {
    Invoke: operation({
      permissions,
      async run(input: Invoke, call): Promise<InvocationResponse> {
        const definition = functions.get(input.FunctionName);
        switch (input.InvocationType ?? "RequestResponse") {
          case "DryRun":
            return { StatusCode: 204, ExecutedVersion: "$LATEST" };
          case "Event":
            queue.accept(definition, invocationOf(input, call, LARGEST_ASYNC_PAYLOAD));
            return { StatusCode: 202 };
          case "RequestResponse": {
            const outcome = await engine.invoke(definition, invocationOf(input, call, LARGEST_PAYLOAD));
            return {
              StatusCode: 200,
              ExecutedVersion: "$LATEST",
              Payload: outcome.payload as Uint8Array as Payload,
              ...(outcome.failed && { FunctionError: "Unhandled" }),
              ...(input.LogType === "Tail" && { LogResult: Buffer.from(outcome.logTail).toString("base64") }),
            };
          }
          default:
            throw new AwsError(
              "InvalidParameterValueException",
              `InvocationType ${input.InvocationType} is none of RequestResponse, Event, DryRun`,
            );
        }
      },
    }),

    InvokeWithResponseStream: operation({
      permissions,
      run(input: InvokeWithResponseStream, call): InvokeWithResponseStreamResponse {
        const definition = functions.get(input.FunctionName);
        const invocation = invocationOf(input, call, LARGEST_PAYLOAD);
        const invoke = (onChunk: (chunk: Buffer) => void) => engine.invoke(definition, { ...invocation, onChunk });
        return {
          StatusCode: 200,
          ExecutedVersion: "$LATEST",
          ResponseStreamContentType: "application/vnd.amazon.eventstream",
          EventStream: streamedEvents(invoke, input.LogType === "Tail"),
        };
      },
    }),
  };
}

function invocationOf(input: Invoke | InvokeWithResponseStream, call: Call, limit: number): Invocation {
  const payload = payloadOf(input, limit);
  const { ClientContext } = input;
  return {
    requestId: call.requestId,
    payload,
    traceId: traceIdOf(call.headers["x-amzn-trace-id"]),
    clientContext: ClientContext === undefined ? undefined : Buffer.from(ClientContext, "base64").toString(),
    inBackground: "Rank" in input,
    rank: "Rank" in input ? input.Rank : undefined,
    onBegin: "OnBegin" in input ? input.OnBegin : undefined,
  };
}

function payloadOf({ Payload, InvocationType }: Invoke | InvokeWithResponseStream, limit: number): Buffer {
  const payload = Buffer.from(Payload ?? "");
  if (payload.length === 0) return Buffer.from("{}");
  if (payload.length > limit) {
    const type = InvocationType ?? "RequestResponse";
    const message = `${payload.length} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`;
    throw new AwsError("RequestTooLargeException", message, 413, { Type: "User" });
  }
  try {
    JSON.parse(payload.toString());
  } catch (cause) {
    const message = `Could not parse request body into json: ${(cause as Error).message}`;
    throw new AwsError("InvalidRequestContentException", message, 400, { Type: "User" });
  }
  return payload;
}
