import { isFallible, type Retrier } from "../definition/asl.ts";
import type { Failure } from "../failure.ts";
import type { Move, Position } from "./move.ts";
import { leave, scopeOf } from "./scope.ts";

/** What follows a failure of a state: another try, the way of a Catch, or the failure of the flow. */
export async function recover(position: Position, failure: Failure): Promise<Move> {
  const { state } = position;
  if (!isFallible(state)) return { kind: "fail", failure };
  const index = (state.Retry ?? []).findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure));
  const retrier = state.Retry?.[index];
  const used = position.retries[index] ?? 0;
  if (retrier && used < (retrier.MaxAttempts ?? 3)) {
    return { kind: "retry", at: position.now + delayMs(retrier, used), retrier: index, failure };
  }
  const clause = (state.Catch ?? []).findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure));
  const catcher = state.Catch?.[clause];
  if (!catcher) return { kind: "fail", failure };
  const errorOutput = { Error: failure.error ?? "", Cause: failure.cause ?? "" };
  const scope = scopeOf(position, { errorOutput });
  const left = await leave(catcher, JSON.stringify(errorOutput), scope, `Catch[${clause}]/`, position.name);
  return { kind: "exit", next: catcher.Next, ...left, failure };
}

/** Errors that States.ALL and States.TaskFailed do not stand for: they must be named, or cannot be caught at all. */
const terminal = new Set(["States.Runtime", "States.DataLimitExceeded"]);
const timeouts = new Set(["States.Timeout", "States.HeartbeatTimeout"]);

function matches(names: readonly string[], { error = "" }: Failure): boolean {
  return names.some((name) => {
    if (error === "States.Runtime") return false;
    if (name === "States.ALL") return !terminal.has(error);
    if (name === "States.TaskFailed") return !terminal.has(error) && !timeouts.has(error);
    if (name === "States.Timeout") return timeouts.has(error);
    return name === error;
  });
}

function delayMs(
  { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds, JitterStrategy }: Retrier,
  used: number,
): number {
  const seconds = Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds ?? Number.MAX_SAFE_INTEGER);
  return Math.round(seconds * 1000 * (JitterStrategy === "FULL" ? Math.random() : 1));
}
