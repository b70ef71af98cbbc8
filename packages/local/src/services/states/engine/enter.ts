import { stateOf } from "../definition/program.ts";
import type { Frame } from "../store/frames.ts";
import { MOST_EVENTS } from "../store/history.ts";
import { endExecution } from "./end.ts";
import { recordEntry } from "./events.ts";
import { flowOf, type Turn } from "./turn.ts";

/** A frame comes to a state. Its variables stay, all else begins anew. */
export function enterState(turn: Turn, frame: Frame, name: string, input: string): void {
  const state = stateOf(flowOf(turn, frame), name);
  const event = recordEntry(turn, frame.event, name, state, input);
  if (event > MOST_EVENTS - 10) {
    const cause = `The execution reached the maximum number of history events (${MOST_EVENTS}).`;
    endExecution(turn, "FAILED", { error: "States.Runtime", cause });
    return;
  }
  const entered = { state: name, input, entered_at: Date.now(), entered_event: event, event };
  const cleared = { retries: "[]", work: null, token: null, awaits: null, open: 0, failed: 0, result: null };
  const ready = turn.store.frames.update(frame, { ...entered, ...cleared, phase: "ready", visit: frame.visit + 1 });
  turn.steps.push({ frame: ready.id, visit: ready.visit });
}
