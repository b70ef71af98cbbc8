import type { Execution } from "../store/executions.ts";
import type { Frame } from "../store/frames.ts";
import { announce } from "./announce.ts";
import { record } from "./events.ts";
import { setDeadline } from "./start.ts";
import { type Fork, type Kit, type Turn, turnOf, workOf } from "./turn.ts";

/** For how long after its end an execution can be redriven. */
const REDRIVABLE_MS = 14 * 24 * 3_600_000;

/** Why an execution cannot be redriven; undefined when it can. */
export function obstacleTo(execution: Execution): string | undefined {
  const { status, type, stopped_at } = execution;
  if (type === "EXPRESS") return "Execution is an Express one and cannot be redriven";
  if (status === "RUNNING" || status === "SUCCEEDED") return `Execution is ${status} and cannot be redriven`;
  if (Date.now() - (stopped_at ?? 0) > REDRIVABLE_MS) return "Execution has exceeded the redrivable period of 14 days";
  return undefined;
}

/** Takes an execution up again where it failed, in the caller's commit: what was done is not done again. */
export function redriveExecution(kit: Kit, ended: Execution): Turn {
  const { store } = kit;
  store.executions.redrive(ended.id);
  const execution = store.executions.get(ended.id);
  const root = store.frames.root(ended.id);
  if (!execution || !root) throw new Error(`Execution ${ended.arn} has nothing left to be redriven`);
  const turn = turnOf(kit, execution, []);
  const event = record(turn, 0, "ExecutionRedriven", { redriveCount: execution.redrive_count });
  setDeadline(turn);
  announce(turn, "RUNNING");
  revive(turn, root, event);
  return turn;
}

function revive(turn: Turn, before: Frame, event: number): void {
  const { frames } = turn.store;
  const frame = { ...before, event };
  const children = frames.children(frame);
  const work = frame.work === null ? undefined : workOf(frame);
  if (children.length > 0 && work?.kind === "fork") {
    reviveChildren(turn, frame, work, children);
    return;
  }
  const cleared = { retries: "[]", work: null, token: null, awaits: null, result: null };
  const ready = frames.update(frame, { ...cleared, event, phase: "ready", visit: frame.visit + 1 });
  turn.steps.push({ frame: ready.id, visit: ready.visit });
}

function reviveChildren(turn: Turn, frame: Frame, work: Fork, children: readonly Frame[]): void {
  const { frames, mapRuns } = turn.store;
  let { event } = frame;
  if (work.mapRun) {
    mapRuns.redrive(work.mapRun);
    const redriveCount = mapRuns.find(work.mapRun)?.redrive_count;
    event = record(turn, event, "MapRunRedriven", { mapRunArn: work.mapRun, redriveCount });
  }
  for (const child of children) {
    if (child.phase === "done" || child.phase === "pending") continue;
    if (work.mapRun) reviveMapChild(turn, child);
    else revive(turn, child, event);
  }
  const open = children.filter(({ phase }) => phase !== "done").length;
  const forked = frames.update(frame, {
    phase: "forked",
    open,
    failed: 0,
    event,
    result: null,
    visit: frame.visit + 1,
  });
  turn.steps.push({ frame: forked.id, visit: forked.visit });
}

/** Goes on with the child's own execution where that is possible, else its turn comes again. */
function reviveMapChild(turn: Turn, child: Frame): void {
  const execution = child.awaits === null ? undefined : turn.store.executions.find(child.awaits);
  const redrivable = execution !== undefined && obstacleTo(execution) === undefined;
  if (redrivable) turn.started.push(redriveExecution(turn, execution));
  const changes = redrivable ? { phase: "waiting" as const } : { phase: "pending" as const, awaits: null };
  turn.store.frames.update(child, { ...changes, result: null, visit: child.visit + 1 });
}
