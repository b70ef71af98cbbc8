import { availableParallelism } from "node:os";
import type { Cloud } from "../../cloud.ts";
import { LARGEST_POOL } from "../../lambda/engine.ts";
import type { LogSink } from "../../lambda/log-sink.ts";
import { Slots } from "../../slots.ts";
import type { Outcome } from "../../state/agenda.ts";
import { Scratch } from "../../state/scratch.ts";
import type { Announce } from "./announce.ts";
import { startContainer } from "./container.ts";
import type { ContainerProcess } from "./container-process.ts";
import { StartFailure } from "./errors.ts";
import type { TaskRecord, Tasks } from "./tasks.ts";

const KIND = "ecs.task";
/** As many as workers of one function. Others wait: a Map that starts a hundred tasks must not bring the machine down. */
export const AT_ONCE = LARGEST_POOL;
/** As of functions that take several cores: what keeps every core busy twice. */
export const CORES = 2 * availableParallelism();
const UNITS_PER_CORE = 1024;
const STOP_TIMEOUT_SECONDS = 30;

const EXITED = { stopCode: "EssentialContainerExited", stoppedReason: "Essential container in task exited" } as const;
const LOST = {
  stopCode: "TerminationNotice",
  stoppedReason:
    "The machine that ran the task went away: the local cloud ended while it ran. Nothing of it goes on; start it again.",
} as const;

interface Parts {
  readonly cloud: Cloud;
  readonly tasks: Tasks;
  readonly logs: LogSink;
  readonly announce: Announce;
  /** Called in the turn in which a task stops. */
  readonly onStopped: (taskArn: string) => void;
}

/**
 * Brings tasks from PROVISIONING to STOPPED. Each is a durable agenda entry. A task that was under way when the process ended is
 * lost, as with a Fargate host: whether it may run again is for whoever started it to say.
 */
export class Runner {
  readonly #parts: Parts;
  readonly #scratch: Scratch;
  readonly #cores = new Slots(CORES);
  readonly #running = new Map<string, ContainerProcess>();
  #stopping = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#scratch = new Scratch(parts.cloud.place.directory, "ecs");
    parts.cloud.agenda.register(KIND, ({ key }) => this.#takeTurn(key), AT_ONCE);
  }

  /** In the same turn as the task is written. */
  enter(task: TaskRecord): void {
    this.#parts.announce(task);
    this.#parts.cloud.agenda.put(KIND, task.id, {});
  }

  /** Once, before anything runs: what the last process was at is lost. */
  start(): void {
    this.#parts.tasks.forgetOld(Date.now());
    for (const { id } of this.#parts.tasks.underWay()) this.#end(id, LOST);
  }

  /** Asks a task to end; it is killed when it has not after its stop timeout. One that has not begun ends at once. */
  stop({ id, status, desiredStatus, definition }: TaskRecord, stoppedReason: string): TaskRecord {
    const { tasks, announce } = this.#parts;
    const known = tasks.find(id) as TaskRecord;
    if (desiredStatus === "STOPPED") return known;
    const now = Date.now();
    const asked = { desiredStatus: "STOPPED", stopCode: "UserInitiated", stoppedReason, stoppingAt: now } as const;
    if (status === "PROVISIONING") return this.#end(id, asked) ?? known;
    const stopping = tasks.change(id, asked) ?? known;
    announce(stopping);
    // One whose program is only being started is asked as soon as it runs.
    if (status === "RUNNING") this.#terminate(id, definition);
    return stopping;
  }

  /** Ends all that runs, at once: it is lost with the process. */
  close(): void {
    this.#stopping = true;
    for (const process of this.#running.values()) process.kill();
  }

  /** Until then it is PROVISIONING, and may still be stopped without having run. */
  async #takeTurn(id: string): Promise<Outcome> {
    const task = this.#parts.tasks.find(id);
    return task && this.#cores.during(() => this.#run(id), coresOf(task));
  }

  async #run(id: string): Promise<Outcome> {
    if (this.#stopping) return { againAt: Date.now() };
    const task = this.#parts.tasks.find(id);
    if (task?.status !== "PROVISIONING") return undefined;
    const pending = this.#move(id, { status: "PENDING", pendingAt: Date.now() });
    // Before anything runs it is on disk that it may have: it runs once at most.
    await this.#parts.cloud.database.flushed();
    if (pending) await this.#work(pending);
    return undefined;
  }

  async #work(task: TaskRecord): Promise<void> {
    const { cloud, logs } = this.#parts;
    await using folder = await this.#scratch.folder();
    // Nobody would end what is started now; the next start tells that it is lost.
    if (this.#stopping) return;
    try {
      const process = startContainer(cloud, logs, task, folder.directory);
      this.#running.set(task.id, process);
      await process.started;
      const { desiredStatus } = this.#move(task.id, { status: "RUNNING", startedAt: Date.now() }) ?? task;
      if (desiredStatus === "STOPPED") this.#terminate(task.id, task.definition);
      const { exitCode, outOfMemory } = await process.ended;
      // Never resolves when the database was abandoned: whoever waits must not go on as if it was still there.
      await cloud.database.flushed();
      // What was ended with the cloud is lost, which the next start tells.
      if (this.#stopping) return;
      this.#end(task.id, EXITED, { exitCode, ...(outOfMemory && { containerReason: OUT_OF_MEMORY }) });
    } catch (error) {
      // What infra lacks is for whoever started the task; the rest is for the one who runs this.
      if (!(error instanceof StartFailure)) cloud.journal.error("ecs.task", error, { task: task.arn });
      const stoppedReason = error instanceof StartFailure ? error.message : `CannotStartContainerError: ${error}`;
      this.#end(task.id, { stopCode: "TaskFailedToStart", stoppedReason });
    } finally {
      this.#running.delete(task.id);
    }
  }

  #terminate(id: string, { container }: TaskRecord["definition"]): void {
    const process = this.#running.get(id);
    const timer = setTimeout(() => process?.kill(), (container.stopTimeout ?? STOP_TIMEOUT_SECONDS) * 1000);
    process?.terminate();
    void process?.ended.then(() => clearTimeout(timer));
  }

  #move(id: string, changes: Partial<TaskRecord>): TaskRecord | undefined {
    const moved = this.#parts.tasks.change(id, changes);
    if (moved) this.#parts.announce(moved);
    return moved;
  }

  /** Why it was stopped is told by who asked for it, if somebody has. */
  #end(
    id: string,
    why: Pick<TaskRecord, "stopCode" | "stoppedReason">,
    more: Partial<TaskRecord> = {},
  ): TaskRecord | undefined {
    const now = Date.now();
    const asked = this.#parts.tasks.find(id)?.desiredStatus === "STOPPED";
    const ended = this.#move(id, {
      ...(!asked && { ...why, stoppingAt: now }),
      ...more,
      ...{ status: "STOPPED", desiredStatus: "STOPPED", stoppedAt: now },
    });
    if (ended) this.#parts.onStopped(ended.arn);
    return ended;
  }
}

/** Stated in units, or as `4 vCPU`; one where nobody says it. */
function coresOf({ overrides, definition }: TaskRecord): number {
  const stated = overrides.cpu ?? definition.described.cpu ?? "";
  const number = Number.parseFloat(stated) || UNITS_PER_CORE;
  return /vcpu/i.test(stated) ? number : number / UNITS_PER_CORE;
}

const OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage";
