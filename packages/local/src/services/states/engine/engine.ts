import { setImmediate } from "node:timers/promises";
import type { Cloud } from "../../../cloud.ts";
import type { Failure } from "../failure.ts";
import type { Execution, NewExecution, Status } from "../store/executions.ts";
import type { Frame } from "../store/frames.ts";
import type { Store } from "../store/store.ts";
import { registerStopTask } from "../task/ecs.ts";
import { STOP } from "./abort.ts";
import { registerAnnouncements } from "./announce.ts";
import { endExecution } from "./end.ts";
import { Mailboxes } from "./mailbox.ts";
import { redriveExecution } from "./redrive.ts";
import { startExecution } from "./start.ts";
import { takeStep } from "./step.ts";
import { type Alarm, Timers } from "./timers.ts";
import { type Kit, type Step, type Turn, turnOf } from "./turn.ts";
import { performWork } from "./work.ts";

/** So many moves, then others get their turn: an execution that loops can be stopped. */
const STEPS_A_TURN = 64;
const KEPT_MS = 90 * 24 * 3_600_000;

/**
 * Runs executions. A move is decided, written in one go with its history and timers, and only when it is on disk its call
 * is made. After a crash every running execution is taken up where its rows say it is.
 */
export class Engine {
  readonly #kit: Kit;
  readonly #mailboxes: Mailboxes;
  readonly #calls = new Map<number, { readonly visit: number; readonly controller: AbortController }>();
  readonly #waiters = new Map<number, (ended: Execution) => void>();
  #closed = false;

  constructor(cloud: Cloud, store: Store) {
    const timers = new Timers(cloud.agenda);
    this.#kit = { cloud, store, timers };
    this.#mailboxes = new Mailboxes((execution, error) => cloud.journal.error("states.turn", error, { execution }));
    timers.register(
      (alarm) => this.#unlessClosed(this.#onAlarm(alarm)),
      (execution) => this.#unlessClosed(this.#end(execution, "TIMED_OUT", { error: "States.Timeout" })),
    );
    cloud.agenda.register<string>(STOP, ({ payload }) => this.#unlessClosed(this.stop(payload, {})));
    registerStopTask(cloud);
    registerAnnouncements(cloud, store);
  }

  /** Starts an execution: it is in its first state when this returns. */
  start(fresh: NewExecution): Execution {
    const turn = this.#kit.cloud.database.atomically(() => startExecution(this.#kit, fresh));
    this.#go(turn);
    return turn.execution;
  }

  /** Starts an execution and resolves with it when it has ended. */
  run(fresh: NewExecution): Promise<Execution> {
    return new Promise((resolve) => void this.#waiters.set(this.start(fresh).id, resolve));
  }

  /** Gives a frame what it waited for. Resolves when its move is written; dropped when the frame waits no longer. */
  deliver(execution: number, step: Step): Promise<void> {
    return this.#mailboxes.post(execution, () => this.#run(execution, [step]));
  }

  /** Ends a running execution as ABORTED, and what it waits for with it. */
  async stop(executionArn: string, failure: Failure): Promise<void> {
    const execution = this.#kit.store.executions.find(executionArn);
    if (execution) await this.#end(execution.id, "ABORTED", failure);
  }

  /** Has those look who wait for what has this ARN: it has ended. */
  look(arn: string): void {
    for (const frame of this.#kit.store.frames.awaiting(arn))
      void this.deliver(frame.execution, { frame: frame.id, visit: frame.visit });
  }

  redrive(execution: Execution): void {
    this.#go(this.#kit.cloud.database.atomically(() => redriveExecution(this.#kit, execution)));
  }

  /** Postpones the end of a task that gives signs of life. */
  heartbeat(frame: Frame, seconds: number): void {
    this.#kit.timers.set(frame, Date.now() + seconds * 1000, true);
  }

  /** Takes up what the last process left, and forgets what ended long ago. */
  resume(): void {
    const { executions, frames } = this.#kit.store;
    for (const { id } of executions.endedBefore(Date.now() - KEPT_MS)) executions.remove(id);
    for (const { id, awaited } of executions.running()) {
      // Whoever waited for it is gone, and it must not run twice.
      if (awaited) executions.remove(id);
      else {
        const active = frames.active(id).filter(({ phase }) => phase !== "asleep");
        const steps = active.map((frame) => ({ frame: frame.id, visit: frame.visit }));
        void this.#mailboxes.post(id, () => this.#run(id, steps));
      }
    }
  }

  /** Makes no more moves; calls on their way are given up, and made again by the next process. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { controller } of this.#calls.values()) controller.abort();
    await this.#mailboxes.idle();
  }

  #go(turn: Turn): void {
    const { id } = turn.execution;
    for (const child of turn.started.splice(0)) this.#go(child);
    if (turn.over) this.#ended(id);
    else void this.#mailboxes.post(id, () => this.#run(id, turn.steps));
  }

  async #run(id: number, steps: readonly Step[]): Promise<void> {
    const turn = this.#turn(id, steps);
    for (let taken = 0; turn && turn.steps.length > 0 && !turn.over; taken++) {
      if (taken === STEPS_A_TURN) {
        await setImmediate();
        void this.#mailboxes.post(id, () => this.#run(id, turn.steps));
        return;
      }
      await this.#take(turn, turn.steps.shift() as Step);
    }
  }

  /** Undefined when the execution has ended, or the cloud is ending. */
  #turn(id: number, steps: readonly Step[]): Turn | undefined {
    if (this.#closed) return undefined;
    const execution = this.#kit.store.executions.get(id);
    return execution?.status === "RUNNING" ? turnOf(this.#kit, execution, [...steps]) : undefined;
  }

  async #take(turn: Turn, step: Step): Promise<void> {
    const { cloud } = this.#kit;
    try {
      await takeStep(turn, step);
    } catch (error) {
      if (this.#closed) throw error;
      cloud.journal.error("states.step", error, { execution: turn.execution.arn, ...step });
      const cause = `The execution cannot go on: ${(error as Error).message}`;
      cloud.database.atomically(() => endExecution(turn, "FAILED", { error: "States.Runtime", cause }));
    }
    this.#follow(turn);
  }

  /** Does what was caused by moves that are written. */
  #follow(turn: Turn): void {
    for (const frame of turn.dropped.splice(0)) this.#calls.get(frame)?.controller.abort();
    for (const { frame, repeated } of turn.calls.splice(0)) void this.#call(turn, frame, repeated);
    for (const child of turn.started.splice(0)) this.#go(child);
    if (turn.over) this.#ended(turn.execution.id);
  }

  async #call(turn: Turn, frame: Frame, repeated: boolean): Promise<void> {
    if (this.#calls.get(frame.id)?.visit === frame.visit) return;
    const controller = new AbortController();
    this.#calls.set(frame.id, { visit: frame.visit, controller });
    await turn.cloud.database.flushed();
    const outcome = await performWork(turn, frame, repeated, controller.signal).catch((error: unknown) => {
      if (!this.#closed)
        turn.cloud.journal.error("states.work", error, { execution: turn.execution.arn, frame: frame.id });
      return { kind: "failed", failure: { error: "States.Runtime", cause: (error as Error).message } } as const;
    });
    if (this.#calls.get(frame.id)?.controller === controller) this.#calls.delete(frame.id);
    await this.deliver(frame.execution, { frame: frame.id, visit: frame.visit, outcome });
  }

  #end(id: number, status: Exclude<Status, "RUNNING">, failure: Failure): Promise<void> {
    return this.#mailboxes.post(id, async () => {
      const turn = this.#turn(id, []);
      if (!turn) return;
      turn.cloud.database.atomically(() => endExecution(turn, status, failure));
      this.#follow(turn);
    });
  }

  /** Tells those who wait for an execution that it has ended. Express ones leave nothing behind but their result. */
  #ended(id: number): void {
    const { executions } = this.#kit.store;
    const execution = executions.get(id);
    if (!execution) return;
    this.#waiters.get(id)?.(execution);
    this.#waiters.delete(id);
    this.look(execution.arn);
    if (execution.type === "EXPRESS" && execution.map_run === null) executions.remove(id);
  }

  /** An errand that comes while the engine closes is kept for the next process: no move was made for it. */
  async #unlessClosed(errand: Promise<void>): Promise<{ againAt: number } | undefined> {
    await errand;
    return this.#closed ? { againAt: Date.now() + 100 } : undefined;
  }

  async #onAlarm({ execution, frame: id, visit, heartbeat }: Alarm): Promise<void> {
    const frame = this.#kit.store.frames.get(id);
    if (!frame || frame.visit !== visit) return;
    const asleep = frame.phase === "asleep";
    const failure = { error: heartbeat ? "States.HeartbeatTimeout" : "States.Timeout", timedOut: true };
    await this.deliver(execution, { frame: id, visit, ...(!asleep && { outcome: { kind: "failed", failure } }) });
  }
}
