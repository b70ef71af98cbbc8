import { randomUUID } from "node:crypto";
import { arn } from "../../../cloud.ts";
import type { Outcome, Tolerance } from "../decide/move.ts";
import type { State } from "../definition/asl.ts";
import type { Failure } from "../failure.ts";
import type { Frame } from "../store/frames.ts";
import type { MapRun } from "../store/map-runs.ts";
import { record } from "./events.ts";
import { type Fork, type Turn, workOf } from "./turn.ts";

/** Opens the run of a distributed Map and returns its ARN. */
export function beginMapRun(turn: Turn, frame: Frame, state: State, concurrency: number, tolerance: Tolerance): string {
  const label = ((state.Type === "Map" && state.Label) || frame.state).replace(/[^A-Za-z0-9_-]/g, "").slice(0, 40);
  const mapRun = arn(turn.cloud.place, "states", `mapRun:${machineName(turn)}/${label}:${randomUUID()}`);
  turn.store.mapRuns.insert({
    arn: mapRun,
    execution: frame.execution,
    frame: frame.id,
    label,
    concurrency,
    tolerance: JSON.stringify(tolerance),
  });
  return mapRun;
}

/** The failure of a distributed Map of which more items failed than it tolerates. */
export function exceeds({ failed }: Frame, { tolerance = {}, total }: Fork): Failure | undefined {
  const { count, percentage } = tolerance;
  const none = count === undefined && percentage === undefined;
  const tooMany = none || (count !== undefined && failed > count);
  const tooMuch = percentage !== undefined && (failed * 100) / total > percentage;
  if (!tooMany && !tooMuch) return undefined;
  const cause = "The specified tolerated failure threshold was exceeded";
  return { error: "States.ExceedToleratedFailureThreshold", cause };
}

/** Closes the run with what became of the Map, in the history and for DescribeMapRun. */
export function endMapRun(turn: Turn, frame: Frame, outcome: Outcome): Frame {
  const work = workOf(frame);
  if (work.kind !== "fork" || !work.mapRun) return frame;
  const failed = outcome.kind === "failed";
  closeMapRun(turn, frame, work.mapRun, failed ? "FAILED" : "SUCCEEDED");
  const details = failed ? { error: outcome.failure.error, cause: outcome.failure.cause } : undefined;
  return { ...frame, event: record(turn, frame.event, failed ? "MapRunFailed" : "MapRunSucceeded", details) };
}

export function closeMapRun(turn: Turn, frame: Frame, mapRun: string, status: MapRun["status"]): void {
  turn.store.mapRuns.end(mapRun, status, turn.store.frames.counts(frame));
}

export function machineName({ execution }: Turn): string {
  return execution.machine_arn.split(":").at(-1) ?? "";
}
