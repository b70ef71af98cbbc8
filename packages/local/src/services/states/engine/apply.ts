import type { Move, Outcome } from "../decide/move.ts";
import type { State } from "../definition/asl.ts";
import type { JsonObject } from "../json.ts";
import type { Frame } from "../store/frames.ts";
import { isTaskArn } from "../task/ecs.ts";
import { waitsForTurn } from "../task/perform.ts";
import { stopTask } from "./abort.ts";
import { fork } from "./children.ts";
import { enterState } from "./enter.ts";
import { recordEvaluation, recordExit, recordOutcome, recordSchedule, resourceOf } from "./events.ts";
import { endFrame } from "./leave.ts";
import { endMapRun } from "./map-run.ts";
import { type Submitted, stateOfFrame, type Turn, type Work } from "./turn.ts";

/** Writes a decided move: history, rows and timers, all in the caller's commit. What it causes next goes into the turn. */
export function applyMove(
  turn: Turn,
  before: Frame,
  outcome: Outcome | undefined,
  move: Move,
  token: string | null,
): void {
  const state = stateOfFrame(turn, before);
  const { frames } = turn.store;
  let frame = outcome ? over(turn, before, state, outcome) : before;
  if ("failure" in move && move.failure)
    frame = frames.update(frame, { event: recordEvaluation(turn, frame, move.failure) });
  switch (move.kind) {
    case "exit":
      exit(turn, frame, state, move);
      break;
    case "fail":
      endFrame(turn, frame, "failed", JSON.stringify(move.failure));
      break;
    case "retry":
      retry(turn, frame, state, move);
      break;
    case "sleep":
      turn.timers.set(rest(turn, frame, "asleep", undefined), move.until);
      break;
    case "call":
      schedule(turn, frame, state, { ...move, kind: "task" }, token);
      break;
    case "read":
      call(turn, rest(turn, frame, "calling", { ...move, kind: "read" }));
      break;
    case "fork":
      fork(turn, frame, state, move);
      break;
  }
}

/** The task's call was answered and it goes on elsewhere. */
export function applySubmitted(turn: Turn, frame: Frame, submitted: Submitted): Frame {
  const event = recordOutcome(turn, frame, stateOfFrame(turn, frame), submitted);
  return turn.store.frames.update(frame, { phase: "waiting", event, awaits: submitted.awaits ?? null });
}

function exit(turn: Turn, frame: Frame, state: State, move: Move & { kind: "exit" }): void {
  const event = recordExit(turn, frame, state, move.output, move.assign);
  const assigned = Object.keys(move.assign).length > 0;
  const variables = assigned
    ? JSON.stringify({ ...(JSON.parse(frame.variables) as JsonObject), ...move.assign })
    : frame.variables;
  if (state.Type === "Parallel" || state.Type === "Map") turn.store.frames.removeChildren(frame);
  const left = turn.store.frames.update(frame, { event, variables });
  if (move.next !== undefined) enterState(turn, left, move.next, move.output);
  else endFrame(turn, left, "done", move.output);
}

function retry(turn: Turn, frame: Frame, state: State, { at, retrier }: Move & { kind: "retry" }): void {
  const retries = JSON.parse(frame.retries) as number[];
  for (let index = retries.length; index <= retrier; index++) retries.push(0);
  retries[retrier] = (retries[retrier] ?? 0) + 1;
  if (state.Type === "Parallel" || state.Type === "Map") turn.store.frames.removeChildren(frame);
  const paused = turn.store.frames.update(frame, { retries: JSON.stringify(retries), open: 0, failed: 0 });
  turn.timers.set(rest(turn, paused, "asleep", undefined), at);
}

function schedule(turn: Turn, before: Frame, state: State, work: Work & { kind: "task" }, token: string | null): void {
  if (state.Type !== "Task") throw new Error(`State '${before.state}' (${state.Type}) calls nothing`);
  const event = recordSchedule(turn, before, state, work);
  const frame = rest(turn, turn.store.frames.update(before, { event, token }), "calling", work);
  if (!waitsForTurn(resourceOf(state))) turn.timers.limit(frame, work);
  call(turn, frame);
}

function call(turn: Turn, frame: Frame): void {
  turn.calls.push({ frame, repeated: false });
}

/** A frame stops to wait for something outside of the turn. */
function rest(turn: Turn, frame: Frame, phase: "asleep" | "calling", work: Work | undefined): Frame {
  const text = work === undefined ? null : JSON.stringify(work);
  const cleared = phase === "asleep" ? { token: null, awaits: null } : {};
  return turn.store.frames.update(frame, { phase, work: text, visit: frame.visit + 1, ...cleared });
}

/** What the state waited for is over: no timer goes off, no call goes on, a map run is closed. */
function over(turn: Turn, before: Frame, state: State, outcome: Outcome): Frame {
  if (state.Type === "Task") turn.timers.clear(before);
  if (before.phase === "calling") turn.dropped.push(before.id);
  if (before.awaits && isTaskArn(before.awaits) && outcome.kind === "failed" && outcome.failure.timedOut)
    stopTask(turn, before, before.awaits);
  const frame = state.Type === "Map" && outcome.kind !== "items" ? endMapRun(turn, before, outcome) : before;
  return turn.store.frames.update(frame, { event: recordOutcome(turn, frame, state, outcome) });
}
