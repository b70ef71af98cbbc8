import { createHash } from "node:crypto";
import type { Cloud } from "../../../cloud.ts";
import { AwsError } from "../../../error.ts";
import type { Outcome } from "../decide/move.ts";
import type { Submitted } from "../engine/turn.ts";
import { StateFailure } from "../failure.ts";
import { isObject, type Json } from "../json.ts";
import type { Execution } from "../store/executions.ts";
import type { TaskCall } from "./call.ts";

interface Started {
  readonly executionArn: string;
  readonly startDate: Date;
}

/**
 * Starts an execution for a task. Without a Name it gets one made from the call, so that a call which is repeated after
 * a crash finds the execution that it has already started.
 */
export async function callStartExecution(cloud: Cloud, call: TaskCall): Promise<Outcome | Submitted> {
  const { arguments: given, resource, roleArn, executionName, callId, signal } = call;
  if (!isObject(given))
    throw new StateFailure("States.Runtime", "Arguments of states:startExecution must be an object");
  const { StateMachineArn, Input = {}, Name = nameOf(callId), TraceHeader = call.traceHeader } = given;
  const input = {
    stateMachineArn: StateMachineArn,
    name: Name,
    input: typeof Input === "string" ? Input : JSON.stringify(Input),
    traceHeader: TraceHeader,
  };
  const principal = { kind: "role", arn: roleArn, session: executionName } as const;
  const started = await cloud
    .call<Started>(principal, "states", "StartExecution", input, signal)
    .catch((error: unknown) => {
      if (call.repeated) return alreadyStarted(error);
      throw error;
    });
  const output = JSON.stringify({ ExecutionArn: started.executionArn, StartDate: started.startDate });
  if (resource.pattern === "response") return { kind: "succeeded", output };
  return { kind: "submitted", output, ...(resource.pattern === "sync" && { awaits: started.executionArn }) };
}

/** The name is taken, and this call may have been made before: then it is the execution that it started. */
function alreadyStarted(error: unknown): Started {
  if (!(error instanceof AwsError) || error.code !== "ExecutionAlreadyExists") throw error;
  const { executionArn, startDate } = error.detail as unknown as Started;
  return { executionArn, startDate };
}

function nameOf(callId: string): string {
  const digest = createHash("sha256").update(callId).digest("hex");
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

/** What a task that waited for an execution gets of it. `parses`: its input and output as JSON instead of text. */
export function outcomeOf(execution: Execution, parses: boolean): Outcome {
  const document = (text: string): Json => (parses ? (JSON.parse(text) as Json) : text);
  const result = {
    ExecutionArn: execution.arn,
    Input: document(execution.input),
    InputDetails: { Included: true },
    Name: execution.name,
    ...(execution.output !== null && { Output: document(execution.output), OutputDetails: { Included: true } }),
    ...(execution.error !== null && { Error: execution.error }),
    ...(execution.cause !== null && { Cause: execution.cause }),
    StartDate: new Date(execution.started_at).toISOString(),
    StateMachineArn: execution.machine_arn,
    Status: execution.status,
    ...(execution.stopped_at !== null && { StopDate: new Date(execution.stopped_at).toISOString() }),
  };
  const text = JSON.stringify(result);
  if (execution.status === "SUCCEEDED") return { kind: "succeeded", output: text };
  return { kind: "failed", failure: { error: "States.TaskFailed", cause: text } };
}
