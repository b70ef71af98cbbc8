import type { Json, JsonObject } from "../json.ts";
import { evaluate, type Scope } from "../query/template.ts";
import { bounded } from "./limit.ts";
import type { Position } from "./move.ts";

/** What the expressions of a state see. The input is parsed when one of them reads it, once. */
export function scopeOf(position: Position, seen: { result?: Json; errorOutput?: Json } = {}): Scope {
  let input: Json | undefined;
  const states = {
    get input(): Json {
      input ??= JSON.parse(position.input) as Json;
      return input;
    },
    context: position.context,
    ...seen,
  };
  return { variables: position.variables, states };
}

/** Evaluates Assign and Output, of a state, a Choice rule or a Catch. `fallback` is the output when there is no Output. */
export async function leave(
  part: { readonly Assign?: JsonObject; readonly Output?: Json },
  fallback: string,
  scope: Scope,
  field: string,
  name: string,
): Promise<{ output: string; assign: JsonObject }> {
  const assign = part.Assign ? ((await evaluate(part.Assign, scope, `${field}Assign`)) as JsonObject) : {};
  const output =
    part.Output === undefined ? fallback : JSON.stringify(await evaluate(part.Output, scope, `${field}Output`));
  if (part.Assign) bounded(JSON.stringify(assign), name);
  return { output: bounded(output, name), assign };
}
