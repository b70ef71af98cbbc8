import type { Move } from "../decide/move.ts";
import type { State } from "../definition/asl.ts";
import type { Failure } from "../failure.ts";
import { compactResults } from "../map/results.ts";
import type { Frame } from "../store/frames.ts";
import { abortChildren } from "./abort.ts";
import { enterState } from "./enter.ts";
import { record } from "./events.ts";
import { startMapChild } from "./map-child.ts";
import { beginMapRun, exceeds } from "./map-run.ts";
import { type Fork, flowOf, forkOf, stateOfFrame, type Turn } from "./turn.ts";

/** A Parallel or Map starts its branches or iterations, as many at once as it may. */
export function fork(turn: Turn, before: Frame, state: State, move: Move & { kind: "fork" }): void {
  const length = state.Type === "Map" ? { length: move.children.length } : undefined;
  let event = record(turn, before.event, `${state.Type as "Parallel" | "Map"}StateStarted`, length);
  const flows = turn.program.flowsOf(state);
  for (const [ordinal, { input, item, size }] of move.children.entries()) {
    turn.store.frames.insert({
      execution: before.execution,
      parent: before.id,
      ordinal,
      flow: flows[ordinal] ?? flows[0] ?? 0,
      phase: "pending",
      state: "",
      input,
      item: item ? JSON.stringify(item) : null,
      size,
    });
  }
  const total = move.children.reduce((sum, { size }) => sum + size, 0);
  const mapRun = move.tolerance && beginMapRun(turn, before, state, move.concurrency, move.tolerance);
  if (mapRun) event = record(turn, event, "MapRunStarted", { mapRunArn: mapRun });
  const { concurrency, tolerance, writer } = move;
  const work: Fork = {
    kind: "fork",
    concurrency,
    total,
    event,
    ...(mapRun && { mapRun }),
    ...(tolerance && { tolerance }),
    ...(writer !== undefined && { writer }),
  };
  const changes = {
    phase: "forked",
    work: JSON.stringify(work),
    event,
    open: move.children.length,
    failed: 0,
  } as const;
  proceed(turn, turn.store.frames.update(before, { ...changes, visit: before.visit + 1 }));
}

/** Brings a frame with children on: its failure, its end, or as many children as may run. Also after a crash. */
export function proceed(turn: Turn, frame: Frame): void {
  const work = forkOf(frame);
  if (conclude(turn, frame, work)) return;
  const waiting = turn.store.frames.counts(frame).find(({ phase }) => phase === "pending")?.executions ?? 0;
  const free = work.concurrency - (frame.open - waiting);
  for (const child of turn.store.frames.pending(frame, Math.max(free, 0))) startChild(turn, frame, work, child);
}

/** A branch or iteration has ended: the frame above ends, or the next iteration takes its place. */
export function joinParent(turn: Turn, child: Frame): void {
  const parent = child.parent === null ? undefined : turn.store.frames.get(child.parent);
  if (parent?.phase !== "forked") return;
  const work = forkOf(parent);
  const failed = parent.failed + (child.phase === "failed" ? child.size : 0);
  const event = work.mapRun ? parent.event : recordIteration(turn, parent, child);
  const frame = turn.store.frames.update(parent, { open: parent.open - 1, failed, event });
  if (conclude(turn, frame, work)) return;
  for (const next of turn.store.frames.pending(frame, 1)) startChild(turn, frame, work, next);
}

function recordIteration(turn: Turn, parent: Frame, child: Frame): number {
  if (stateOfFrame(turn, parent).Type !== "Map") return child.event;
  const type = child.phase === "done" ? "MapIterationSucceeded" : "MapIterationFailed";
  return record(turn, child.event, type, { name: parent.state, index: child.ordinal });
}

/** Ends what is done or has failed. True when nothing more is to be started. */
function conclude(turn: Turn, frame: Frame, work: Fork): boolean {
  const failure = failureOf(turn, frame, work);
  if (failure) {
    abortChildren(turn, frame);
    turn.steps.push({ frame: frame.id, visit: frame.visit, outcome: { kind: "failed", failure } });
    return true;
  }
  if (frame.open > 0) return false;
  if (work.writer !== undefined) {
    const calling = turn.store.frames.update(frame, { phase: "calling", visit: frame.visit + 1 });
    turn.calls.push({ frame: calling, repeated: false });
    return true;
  }
  const children = turn.store.frames.children(frame);
  const state = stateOfFrame(turn, frame);
  const output =
    work.mapRun && state.Type === "Map"
      ? compactResults(turn.store, state, children)
      : `[${children.map(({ result }) => result).join(",")}]`;
  turn.steps.push({ frame: frame.id, visit: frame.visit, outcome: { kind: "succeeded", output } });
  return true;
}

function failureOf(turn: Turn, frame: Frame, work: Fork): Failure | undefined {
  if (frame.failed === 0) return undefined;
  if (work.mapRun) return exceeds(frame, work);
  const [child] = turn.store.frames.children(frame, "failed");
  return child?.result ? (JSON.parse(child.result) as Failure) : undefined;
}

function startChild(turn: Turn, parent: Frame, work: Fork, child: Frame): void {
  if (work.mapRun) {
    startMapChild(turn, parent, work.mapRun, child);
    return;
  }
  const isMap = stateOfFrame(turn, parent).Type === "Map";
  const named = { name: parent.state, index: child.ordinal };
  const event = isMap ? record(turn, work.event, "MapIterationStarted", named) : work.event;
  enterState(turn, { ...child, event }, flowOf(turn, child).StartAt, child.input);
}
