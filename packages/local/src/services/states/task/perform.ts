import type { Cloud } from "../../../cloud.ts";
import { AwsError } from "../../../error.ts";
import type { Outcome } from "../decide/move.ts";
import type { TaskResource } from "../definition/resource.ts";
import type { Submitted } from "../engine/turn.ts";
import { exceptionName, type Failure, StateFailure } from "../failure.ts";
import type { TaskCall } from "./call.ts";
import { callRunTask } from "./ecs.ts";
import { invokeFunction } from "./function.ts";
import { callStartExecution } from "./nested.ts";
import { callOperation } from "./operation.ts";
import { errorPrefix } from "./services.ts";

/** Makes a task's call. What goes wrong is an outcome too: named as Retry and Catch expect it. */
export async function performTask(cloud: Cloud, call: TaskCall): Promise<Outcome | Submitted> {
  try {
    return await answerOf(cloud, call);
  } catch (error) {
    return { kind: "failed", failure: failureOf(cloud, call, error) };
  }
}

async function answerOf(cloud: Cloud, call: TaskCall): Promise<Outcome | Submitted> {
  const { resource } = call;
  const { service, operation, kind, pattern } = resource;
  if (kind === "optimized" && service === "states" && operation === "StartExecution") {
    return callStartExecution(cloud, call);
  }
  if (kind === "optimized" && service === "ecs" && operation === "RunTask") return callRunTask(cloud, call);
  const output = await (waitsForTurn(resource) ? invokeFunction(cloud, call) : callOperation(cloud, call));
  return { kind: pattern === "token" ? "submitted" : "succeeded", output: JSON.stringify(output) };
}

/**
 * A function is invoked when it is its turn, which on AWS is at once: of a burst on a few cores most wait. How long does not count,
 * or the time limits of the last would be over before they begin.
 */
export const waitsForTurn = ({ service, operation }: TaskResource): boolean =>
  service === "lambda" && operation === "Invoke";

function failureOf(cloud: Cloud, { resource, signal }: TaskCall, error: unknown): Failure {
  if (error instanceof StateFailure) return error.failure;
  if (error instanceof AwsError) {
    const permissions = error.code.startsWith("AccessDenied");
    return {
      error: permissions ? "States.Permissions" : exceptionName(errorPrefix(resource), error),
      cause: error.message,
    };
  }
  // A call that was given up fails in its own way, and nobody waits for it.
  if (!signal.aborted)
    cloud.journal.error("states.task", error, { service: resource.service, operation: resource.operation });
  return { error: "States.TaskFailed", cause: error instanceof Error ? error.message : String(error) };
}
