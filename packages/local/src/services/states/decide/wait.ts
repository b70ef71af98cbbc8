import type { Wait } from "../definition/asl.ts";
import { isTimestamp } from "../definition/fields.ts";
import type { Json } from "../json.ts";
import { evaluateAs, isWholeNumber } from "../query/template.ts";
import type { Move, Position } from "./move.ts";
import { scopeOf } from "./scope.ts";

const isTime = (value: Json): value is string => isTimestamp(value);

/** Until when a Wait sleeps. */
export async function sleep(state: Wait, position: Position): Promise<Move> {
  const scope = scopeOf(position);
  if (state.Seconds === undefined) {
    const time = await evaluateAs("timestamp", isTime, state.Timestamp ?? null, scope, "Timestamp");
    return { kind: "sleep", until: Date.parse(time) };
  }
  const seconds = await evaluateAs("non-negative integer", isWholeNumber, state.Seconds, scope, "Seconds");
  return { kind: "sleep", until: position.now + seconds * 1000 };
}
