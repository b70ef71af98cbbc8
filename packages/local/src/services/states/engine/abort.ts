import type { Frame, Phase } from "../store/frames.ts";
import { isTaskArn, STOP_TASK, type StopTask } from "../task/ecs.ts";
import { record } from "./events.ts";
import { flowOf, stateOfFrame, type Turn } from "./turn.ts";

/** Durable errand: stop an execution that a frame waited for and no longer wants. */
export const STOP = "states.stop";

const ended: ReadonlySet<Phase> = new Set<Phase>(["pending", "done", "failed", "aborted"]);

/** Stops all that runs below a frame, since one of its children failed. Those that have not begun stay as they are. */
export function abortChildren(turn: Turn, frame: Frame): void {
  for (const child of turn.store.frames.children(frame)) {
    if (ended.has(child.phase)) continue;
    abortChildren(turn, child);
    const type = child.state ? flowOf(turn, child).States[child.state]?.Type : undefined;
    const aborts = type === "Task" || type === "Wait" || type === "Parallel" || type === "Map";
    const event = aborts ? record(turn, child.event, `${type}StateAborted`) : child.event;
    abortFrame(turn, { ...child, event });
  }
}

/** No timer, call or other execution works for the frame any more; what comes of them is dropped. */
export function abortFrame(turn: Turn, frame: Frame): void {
  turn.timers.clear(frame);
  if (frame.phase === "calling") turn.dropped.push(frame.id);
  if (frame.awaits && isTaskArn(frame.awaits)) stopTask(turn, frame, frame.awaits);
  else if (frame.awaits) turn.cloud.agenda.put(STOP, frame.awaits, frame.awaits);
  turn.store.frames.update(frame, { phase: "aborted", visit: frame.visit + 1, token: null });
}

/** Has the task of ECS stopped that a frame waits for, in the caller's commit. */
export function stopTask(turn: Turn, frame: Frame, taskArn: string): void {
  const state = stateOfFrame(turn, frame);
  const roleArn = (state.Type === "Task" && state.Credentials?.RoleArn) || turn.roleArn;
  const errand: StopTask = { taskArn, roleArn, executionName: turn.execution.name };
  turn.cloud.agenda.put(STOP_TASK, taskArn, errand);
}
