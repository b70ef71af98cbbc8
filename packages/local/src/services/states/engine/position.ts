import type { Position } from "../decide/move.ts";
import { stateOf } from "../definition/program.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Frame } from "../store/frames.ts";
import { flowOf, type Turn } from "./turn.ts";

/** Reads from the rows where a frame stands. `token` is the one that the state's task has or is to get. */
export function positionOf(turn: Turn, frame: Frame, token: string | null): Position {
  const flow = flowOf(turn, frame);
  const outer = surroundings(turn, frame);
  const retries = JSON.parse(frame.retries) as number[];
  return {
    flow,
    name: frame.state,
    state: stateOf(flow, frame.state),
    input: frame.input,
    variables: outer.variables,
    context: contextOf(turn, frame, retries, token, outer.item),
    retries,
    enteredEvent: frame.entered_event,
    now: Date.now(),
  };
}

/** What a frame sees of itself and of the frames around it: inner variables and the innermost item come first. */
function surroundings(turn: Turn, frame: Frame): { variables: JsonObject; item: Json | undefined } {
  let variables = JSON.parse(frame.variables) as JsonObject;
  let item = frame.item;
  let parent = frame.parent;
  while (parent !== null) {
    const outer = turn.store.frames.get(parent);
    if (!outer) break;
    if (outer.variables !== "{}") variables = { ...(JSON.parse(outer.variables) as JsonObject), ...variables };
    item ??= outer.item;
    parent = outer.parent;
  }
  return { variables, item: item === null ? undefined : (JSON.parse(item) as Json) };
}

/** `$states.context`. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
function contextOf(turn: Turn, frame: Frame, retries: number[], token: string | null, item: Json | undefined): object {
  const { execution, roleArn } = turn;
  let input: Json | undefined;
  return {
    Execution: {
      Id: execution.arn,
      // Parsed when an expression reads it: most do not.
      get Input(): Json {
        input ??= JSON.parse(execution.input) as Json;
        return input;
      },
      Name: execution.name,
      RoleArn: roleArn,
      StartTime: new Date(execution.started_at).toISOString(),
      RedriveCount: execution.redrive_count,
      ...(execution.redriven_at !== null && { RedriveTime: new Date(execution.redriven_at).toISOString() }),
    },
    State: {
      Name: frame.state,
      EnteredTime: new Date(frame.entered_at).toISOString(),
      RetryCount: retries.reduce((sum, count) => sum + (count ?? 0), 0),
    },
    StateMachine: { Id: execution.machine_arn, Name: execution.machine_arn.split(":").at(-1) ?? "" },
    ...(token !== null && { Task: { Token: token } }),
    ...(item !== undefined && { Map: { Item: item } }),
  };
}
