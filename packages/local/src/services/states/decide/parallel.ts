import type { Parallel } from "../definition/asl.ts";
import { evaluate } from "../query/template.ts";
import { bounded } from "./limit.ts";
import type { Move, Position } from "./move.ts";
import { scopeOf } from "./scope.ts";

/** Every branch gets the same input, and all run at once. */
export async function branch(state: Parallel, position: Position): Promise<Move> {
  const input =
    state.Arguments === undefined
      ? position.input
      : bounded(JSON.stringify(await evaluate(state.Arguments, scopeOf(position), "Arguments")), position.name);
  return { kind: "fork", children: state.Branches.map(() => ({ input, size: 1 })), concurrency: state.Branches.length };
}
