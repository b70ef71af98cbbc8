import type { Choice } from "../definition/asl.ts";
import { StateFailure } from "../failure.ts";
import { evaluateAs, isBoolean } from "../query/template.ts";
import type { Move, Position } from "./move.ts";
import { leave, scopeOf } from "./scope.ts";

/** Takes the first rule whose Condition is true; later ones are not evaluated. */
export async function choose(state: Choice, position: Position): Promise<Move> {
  const scope = scopeOf(position);
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices[${index}]/`;
    if (!(await evaluateAs("boolean", isBoolean, rule.Condition, scope, `${field}Condition`))) continue;
    return { kind: "exit", next: rule.Next, ...(await leave(rule, position.input, scope, field, position.name)) };
  }
  if (state.Default === undefined) {
    throw new StateFailure("States.NoChoiceMatched", "No rule of Choices is true, and the state has no Default.");
  }
  return { kind: "exit", next: state.Default, ...(await leave(state, position.input, scope, "", position.name)) };
}
