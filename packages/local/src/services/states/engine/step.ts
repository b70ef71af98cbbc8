import { begin, settle } from "../decide/decide.ts";
import type { Outcome } from "../decide/move.ts";
import { exceedsLimit } from "../json.ts";
import type { Frame } from "../store/frames.ts";
import { isTaskArn, outcomeOfTask } from "../task/ecs.ts";
import { outcomeOf } from "../task/nested.ts";
import { applyMove, applySubmitted } from "./apply.ts";
import { proceed } from "./children.ts";
import { resourceOf } from "./events.ts";
import { endFrame } from "./leave.ts";
import { positionOf } from "./position.ts";
import { newToken } from "./token.ts";
import { type Step, stateOfFrame, type Turn } from "./turn.ts";

/** Makes one move of an execution: decides it, which may take a while, and writes it at once. */
export async function takeStep(turn: Turn, { frame: id, visit, outcome }: Step): Promise<void> {
  const frame = turn.store.frames.get(id);
  if (!frame || frame.visit !== visit) return;
  const { database } = turn.cloud;
  if (outcome?.kind === "submitted") {
    const waiting = database.atomically(() => applySubmitted(turn, frame, outcome));
    if (waiting.awaits) turn.steps.push({ frame: id, visit });
  } else if (outcome) await settleFrame(turn, frame, outcome);
  else if (frame.phase === "ready") await beginFrame(turn, frame);
  else if (frame.phase === "asleep") await wake(turn, frame);
  else if (frame.phase === "waiting") await checkAwaited(turn, frame);
  else if (frame.phase === "forked") database.atomically(() => proceed(turn, frame));
  else if (frame.phase === "calling") turn.calls.push({ frame, repeated: true });
}

async function beginFrame(turn: Turn, frame: Frame): Promise<void> {
  const state = stateOfFrame(turn, frame);
  const tokened = state.Type === "Task" && resourceOf(state).pattern === "token";
  const token = tokened ? newToken(turn.execution.arn) : null;
  const move = await begin(positionOf(turn, frame, token));
  turn.cloud.database.atomically(() => applyMove(turn, frame, undefined, move, token));
}

async function settleFrame(turn: Turn, frame: Frame, given: Outcome): Promise<void> {
  const outcome = within(turn, frame, given);
  const move = await settle(positionOf(turn, frame, frame.token), outcome);
  turn.cloud.database.atomically(() => applyMove(turn, frame, outcome, move, null));
}

/** The end of a Wait, or of the pause before a retry. */
async function wake(turn: Turn, frame: Frame): Promise<void> {
  const waited = stateOfFrame(turn, frame).Type === "Wait";
  await (waited ? settleFrame(turn, frame, { kind: "succeeded", output: frame.input }) : beginFrame(turn, frame));
}

/** Looks whether the execution, or the task of ECS, that a frame waits for has ended. */
async function checkAwaited(turn: Turn, frame: Frame): Promise<void> {
  if (frame.awaits && isTaskArn(frame.awaits)) {
    const outcome = await outcomeOfTask(turn.cloud, frame.awaits);
    if (outcome) await settleFrame(turn, frame, outcome);
    return;
  }
  const awaited = frame.awaits === null ? undefined : turn.store.executions.find(frame.awaits);
  if (!awaited || awaited.status === "RUNNING") return;
  const state = frame.state === "" ? undefined : stateOfFrame(turn, frame);
  if (state?.Type === "Task") return settleFrame(turn, frame, outcomeOf(awaited, resourceOf(state).parsesOutput));
  const { status, output, error, cause } = awaited;
  const failure = {
    error: error ?? (status === "TIMED_OUT" ? "States.Timeout" : "States.TaskFailed"),
    cause: cause ?? undefined,
  };
  turn.cloud.database.atomically(() => {
    if (status === "SUCCEEDED") endFrame(turn, frame, "done", output ?? "null");
    else endFrame(turn, frame, "failed", JSON.stringify(failure));
  });
}

/** A task's result that is too long is a failure of the task. */
function within(turn: Turn, frame: Frame, outcome: Outcome): Outcome {
  if (outcome.kind !== "succeeded" || stateOfFrame(turn, frame).Type !== "Task" || !exceedsLimit(outcome.output))
    return outcome;
  const cause = `The state/task '${frame.state}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return { kind: "failed", failure: { error: "States.DataLimitExceeded", cause } };
}
