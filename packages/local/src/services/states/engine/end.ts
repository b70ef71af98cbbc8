import type { HistoryEventType } from "@aws-sdk/client-sfn";
import type { Failure } from "../failure.ts";
import type { Status } from "../store/executions.ts";
import { abortFrame } from "./abort.ts";
import { announce } from "./announce.ts";
import { record } from "./events.ts";
import { closeMapRun } from "./map-run.ts";
import { type Turn, workOf } from "./turn.ts";

const events: Record<Exclude<Status, "RUNNING">, HistoryEventType> = {
  SUCCEEDED: "ExecutionSucceeded",
  FAILED: "ExecutionFailed",
  TIMED_OUT: "ExecutionTimedOut",
  ABORTED: "ExecutionAborted",
};

/**
 * Ends an execution, in the caller's commit. What failed keeps its frames, for a redrive; whoever waits for the
 * execution looks at its row afterwards.
 */
export function endExecution(turn: Turn, status: Exclude<Status, "RUNNING">, failure: Failure, output?: string): void {
  if (turn.over) return;
  turn.over = true;
  const { store, execution } = turn;
  const root = store.frames.root(execution.id);
  const details =
    output === undefined
      ? { error: failure.error, cause: failure.cause }
      : { output, outputDetails: { truncated: false } };
  for (const frame of store.frames.active(execution.id)) {
    if (frame.phase === "forked" || (frame.phase === "calling" && frame.work?.startsWith('{"kind":"fork"'))) {
      const work = workOf(frame);
      if (work.kind === "fork" && work.mapRun) closeMapRun(turn, frame, work.mapRun, "ABORTED");
    }
    abortFrame(turn, frame);
  }
  // AWS shows the execution's own time limit in the history only.
  store.executions.end(execution.id, status, output ?? null, status === "TIMED_OUT" ? {} : failure);
  record(turn, status === "TIMED_OUT" ? 0 : (root?.event ?? 0), events[status], details);
  turn.timers.clearDeadline(execution);
  announce(turn, status);
  if (status === "SUCCEEDED" || execution.type === "EXPRESS") store.frames.removeAll(execution.id);
}
