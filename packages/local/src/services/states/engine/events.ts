import type { HistoryEventType } from "@aws-sdk/client-sfn";
import type { Outcome } from "../decide/move.ts";
import type { State, Task } from "../definition/asl.ts";
import { parseResource, type TaskResource } from "../definition/resource.ts";
import type { Failure } from "../failure.ts";
import type { Frame } from "../store/frames.ts";
import type { Submitted, Turn, Work } from "./turn.ts";

const complete = { truncated: false };

/** Adds an event to a frame's chain and returns its number. */
export function record(turn: Turn, previous: number, type: HistoryEventType, details?: object): number {
  return turn.store.history.record(turn.execution, previous, type, details);
}

export function recordEntry(turn: Turn, previous: number, name: string, state: State, input: string): number {
  return record(turn, previous, `${state.Type}StateEntered`, { name, input, inputDetails: complete });
}

/** Fail states have no exit: the flow ends in them. */
export function recordExit(turn: Turn, frame: Frame, state: State, output: string, assigned: object): number {
  if (state.Type === "Fail") return frame.event;
  const variables = Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]);
  return record(turn, frame.event, `${state.Type}StateExited`, {
    name: frame.state,
    output,
    outputDetails: complete,
    ...(variables.length > 0 && {
      assignedVariables: Object.fromEntries(variables),
      assignedVariablesDetails: complete,
    }),
  });
}

/** An expression that failed has an event of its own, before what follows from it. */
export function recordEvaluation(turn: Turn, frame: Frame, { error, cause, location }: Failure): number {
  if (location === undefined) return frame.event;
  return record(turn, frame.event, "EvaluationFailed", { error, cause, location, state: frame.state });
}

export function recordSchedule(turn: Turn, frame: Frame, state: Task, work: Work & { kind: "task" }): number {
  const resource = resourceOf(state);
  const times = {
    ...(work.timeoutSeconds !== undefined && { timeoutInSeconds: work.timeoutSeconds }),
    ...(work.heartbeatSeconds !== undefined && { heartbeatInSeconds: work.heartbeatSeconds }),
    ...(state.Credentials && { taskCredentials: { roleArn: state.Credentials.RoleArn } }),
  };
  const text = JSON.stringify(work.arguments);
  if (resource.kind === "function") {
    const details = { resource: resource.name, input: text, inputDetails: complete, ...times };
    return record(turn, record(turn, frame.event, "LambdaFunctionScheduled", details), "LambdaFunctionStarted");
  }
  const named = { resourceType: resource.type, resource: resource.name };
  const details = { ...named, region: turn.cloud.place.region, parameters: text, ...times };
  return record(turn, record(turn, frame.event, "TaskScheduled", details), "TaskStarted", named);
}

/** What became of the state's task, branches or iterations. */
export function recordOutcome(turn: Turn, frame: Frame, state: State, outcome: Outcome | Submitted): number {
  if (outcome.kind === "items") return frame.event;
  if (state.Type === "Task") return recordTask(turn, frame, resourceOf(state), outcome);
  if (state.Type !== "Parallel" && state.Type !== "Map") return frame.event;
  return record(turn, frame.event, `${state.Type}State${outcome.kind === "failed" ? "Failed" : "Succeeded"}`);
}

function recordTask(
  turn: Turn,
  frame: Frame,
  resource: TaskResource,
  outcome: Exclude<Outcome, { kind: "items" }> | Submitted,
) {
  const ofFunction = resource.kind === "function";
  const prefix = ofFunction ? "LambdaFunction" : "Task";
  const named = ofFunction ? {} : { resourceType: resource.type, resource: resource.name };
  if (outcome.kind !== "failed") {
    const type = outcome.kind === "submitted" ? "TaskSubmitted" : (`${prefix}Succeeded` as const);
    return record(turn, frame.event, type, { ...named, output: outcome.output, outputDetails: complete });
  }
  const { error, cause, timedOut } = outcome.failure;
  const submitting = resource.pattern !== "response" && frame.phase === "calling" && !timedOut;
  const type = timedOut
    ? (`${prefix}TimedOut` as const)
    : submitting
      ? "TaskSubmitFailed"
      : (`${prefix}Failed` as const);
  return record(turn, frame.event, type, { ...named, error, cause });
}

export function resourceOf(state: Task): TaskResource {
  const resource = parseResource(state.Resource);
  if (!resource) throw new Error(`'${state.Resource}' is no resource of a task`);
  return resource;
}
