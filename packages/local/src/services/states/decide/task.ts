import type { Task } from "../definition/asl.ts";
import { evaluate, evaluateAs, isWholeNumber } from "../query/template.ts";
import { bounded } from "./limit.ts";
import type { Move, Position } from "./move.ts";
import { scopeOf } from "./scope.ts";

/** What a Task is called with, and how long it may take. */
export async function call(state: Task, position: Position): Promise<Move> {
  const scope = scopeOf(position);
  const seconds = async (field: "TimeoutSeconds" | "HeartbeatSeconds") => {
    const template = state[field];
    return template === undefined
      ? undefined
      : evaluateAs("non-negative integer", isWholeNumber, template, scope, field);
  };
  const timeoutSeconds = await seconds("TimeoutSeconds");
  const heartbeatSeconds = await seconds("HeartbeatSeconds");
  const given =
    state.Arguments === undefined ? scope.states.input : await evaluate(state.Arguments, scope, "Arguments");
  bounded(JSON.stringify(given), position.name);
  return {
    kind: "call",
    arguments: given,
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
  };
}
