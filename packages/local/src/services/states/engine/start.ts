import type { NewExecution } from "../store/executions.ts";
import { announce } from "./announce.ts";
import { enterState } from "./enter.ts";
import { record } from "./events.ts";
import { flowOf, type Kit, type Turn, turnOf } from "./turn.ts";

/** Express executions may take five minutes. */
const EXPRESS_MS = 300_000;

/** Makes an execution and enters its first state, in the caller's commit. Its turn is then to be run. */
export function startExecution(kit: Kit, fresh: NewExecution): Turn {
  const { store } = kit;
  const execution = store.executions.insert(fresh);
  const turn = turnOf(kit, execution, []);
  record(turn, 0, "ExecutionStarted", {
    input: execution.input,
    inputDetails: { truncated: false },
    roleArn: turn.roleArn,
  });
  const { id, flow, input } = execution;
  store.frames.insert({
    execution: id,
    parent: null,
    ordinal: 0,
    flow,
    phase: "pending",
    state: "",
    input,
    item: null,
    size: 1,
  });
  const root = store.frames.root(id);
  if (!root) throw new Error(`Execution ${execution.arn} has no frame right after its start`);
  setDeadline(turn);
  announce(turn, "RUNNING");
  enterState(turn, root, flowOf(turn, root).StartAt, input);
  return turn;
}

/** The time limit of the whole execution, counted from now (its start, or its redrive). */
export function setDeadline({ execution, program, timers }: Turn): void {
  const seconds = execution.flow === 0 ? program.definition.TimeoutSeconds : undefined;
  const limits = [
    ...(seconds === undefined ? [] : [seconds * 1000]),
    ...(execution.type === "EXPRESS" ? [EXPRESS_MS] : []),
  ];
  if (limits.length > 0) timers.setDeadline(execution, Date.now() + Math.min(...limits));
}
