import type { Cloud } from "../../../cloud.ts";
import type { Outcome } from "../../../state/agenda.ts";
import type { Execution } from "../store/executions.ts";
import type { Frame } from "../store/frames.ts";

/** A frame's timer has gone off: `heartbeat`, or the one that its phase tells (end of a pause, or of a task's time). */
export interface Alarm {
  readonly execution: number;
  readonly frame: number;
  readonly visit: number;
  readonly heartbeat: boolean;
}

/** A task's. */
interface Limits {
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
}

const ALARM = "states.alarm";
const DEADLINE = "states.deadline";

/** Durable timers of frames and executions. Set and cleared in the same commit as the moves that need them. */
export class Timers {
  readonly #agenda: Cloud["agenda"];

  constructor(agenda: Cloud["agenda"]) {
    this.#agenda = agenda;
  }

  register(onAlarm: (alarm: Alarm) => Promise<Outcome>, onDeadline: (execution: number) => Promise<Outcome>): void {
    this.#agenda.register<Alarm>(ALARM, ({ payload }) => onAlarm(payload), 256);
    this.#agenda.register<number>(DEADLINE, ({ payload }) => onDeadline(payload), 256);
  }

  set(frame: Frame, at: number, heartbeat = false): void {
    const { execution, id, visit } = frame;
    this.#agenda.put(ALARM, keyOf(frame, heartbeat), { execution, frame: id, visit, heartbeat } satisfies Alarm, at);
  }

  /** The time limits of a task begin to run. */
  limit(frame: Frame, { timeoutSeconds, heartbeatSeconds }: Limits): void {
    const now = Date.now();
    if (timeoutSeconds !== undefined) this.set(frame, now + timeoutSeconds * 1000);
    if (heartbeatSeconds !== undefined && frame.token) this.set(frame, now + heartbeatSeconds * 1000, true);
  }

  clear(frame: Frame): void {
    this.#agenda.cancel(ALARM, keyOf(frame, false));
    if (frame.token) this.#agenda.cancel(ALARM, keyOf(frame, true));
  }

  setDeadline({ id }: Execution, at: number): void {
    this.#agenda.put(DEADLINE, String(id), id, at);
  }

  clearDeadline({ id }: Execution): void {
    this.#agenda.cancel(DEADLINE, String(id));
  }
}

function keyOf(frame: Frame, heartbeat: boolean): string {
  return `${frame.id}${heartbeat ? ":heartbeat" : ""}`;
}
