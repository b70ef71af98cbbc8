import { availableParallelism } from "node:os";
import { AwsError } from "../error.ts";
import type { Slots } from "../slots.ts";
import { BuildError } from "./bundle.ts";
import { type Answer, failure, type Invocation, type Outcome } from "./invocation.ts";
import { Worker } from "./worker.ts";
import type { WorkerCode, WorkerHost } from "./worker-host.ts";

const IDLE_MS = 5 * 60_000;
/** So many workers of a function start as soon as there is work for them: as many as can work at once. */
const EAGER_WORKERS = Math.max(2, availableParallelism());
/** Somebody waits for the answer: most get it sooner than this from those that are there, and a start takes much longer. */
const URGENT_PATIENCE_MS = 100;
/** How long a start is thought to take until one was seen. */
const FIRST_START_MS = 500;

interface Pending {
  /** By `performance.now()`. */
  readonly since: number;
  readonly invocation: Invocation;
  readonly outcome: PromiseWithResolvers<Outcome>;
}

/** The workers of one function, and the invocations that wait for one. */
export class Pool {
  readonly code: WorkerCode;
  readonly #host: WorkerHost;
  readonly #gate: Slots;
  readonly #limit: number;
  readonly #workers = new Set<Worker>();
  /** The one that became idle last is used first, so that those that are not needed can end. */
  readonly #idle: Worker[] = [];
  readonly #pending: Pending[] = [];
  readonly #unfinished = new Set<Pending>();
  /** Workers on their way, also those that wait at the gate. */
  #starting = 0;
  /** Has its packages loaded and waits for code: makes a save show at once while a function is worked on. */
  #standby: Worker | undefined;
  /** How long the last start took, from its turn at the gate on: longer on a machine that has much to do. */
  #startMs = FIRST_START_MS;
  #due: NodeJS.Timeout | undefined;
  #draining = false;
  #killed = false;

  /** `limit`: how many workers at most; more invocations wait. */
  constructor(code: WorkerCode, host: WorkerHost, gate: Slots, limit: number) {
    this.code = code;
    this.#host = host;
    this.#gate = gate;
    this.#limit = limit;
  }

  /** How many processes it has. */
  get size(): number {
    return this.#workers.size;
  }

  /** Since when its longest idle worker has had nothing to do, in epoch milliseconds; undefined when none is idle. */
  get idleSince(): number | undefined {
    return this.#idle[0]?.idleSince;
  }

  /** Runs the function once. Throws TooManyRequestsException when the function's reserved concurrency is used up. */
  async invoke(invocation: Invocation): Promise<Outcome> {
    this.#throttle();
    const pending = { since: performance.now(), invocation, outcome: Promise.withResolvers<Outcome>() };
    this.#unfinished.add(pending);
    this.#pending.push(pending);
    this.#pump();
    try {
      return await pending.outcome.promise;
    } finally {
      this.#unfinished.delete(pending);
    }
  }

  /** Puts workers that have old code out of use and starts one with the new. What runs ends on the old code. */
  async reload(): Promise<void> {
    for (const worker of this.#workers) if (worker.released) this.#retire(worker);
    await this.#start(() => !this.#killed);
  }

  /** Keeps a worker ready for the next code that is saved. */
  prepare(): void {
    if (!this.#draining && !this.#killed) this.#standby ??= this.#spawn();
  }

  dismissStandby(): void {
    this.#standby?.retire();
    this.#standby = undefined;
  }

  /** Ends what has not been used for some minutes. */
  endIdle(now: number): void {
    for (const worker of [...this.#idle]) if (now - worker.idleSince > IDLE_MS) this.#retire(worker);
  }

  /** Ends the worker that has been idle longest. */
  endLongestIdle(): void {
    const [worker] = this.#idle;
    if (worker) this.#retire(worker);
  }

  /** Takes no new invocations; what was accepted is still done, then the workers end. */
  drain(): void {
    this.#draining = true;
    this.dismissStandby();
    for (const worker of [...this.#idle]) this.#retire(worker);
  }

  /** Kills every worker, whatever it is doing. */
  kill(): void {
    this.#killed = true;
    clearTimeout(this.#due);
    this.#pending.length = 0;
    for (const worker of this.#workers) worker.abandon();
  }

  /** After `kill`: tells those who wait that there will be no outcome, and waits for the processes to end. */
  async close(reason: Error): Promise<void> {
    for (const { outcome } of this.#unfinished) outcome.reject(reason);
    await Promise.all([...this.#workers].map((worker) => worker.ended));
  }

  #throttle(): void {
    const { name, reservedConcurrency } = this.code.definition;
    if (reservedConcurrency === undefined || this.#unfinished.size < reservedConcurrency) return;
    const message = `Rate Exceeded: all ${reservedConcurrency} reserved executions of ${name} are in use.`;
    const Reason = "ReservedFunctionConcurrentInvocationLimitExceeded";
    throw new AwsError("TooManyRequestsException", message, 429, { Reason });
  }

  /**
   * Gives work to who is idle, and sees that enough workers are on their way for the rest. Beyond the first few, work gets another
   * worker only when it has waited: in the background as long as it took to start those that are there, else for a moment. In a burst
   * they are done with it sooner, and starts would take the processor from them. Whatever they wait for, the next one comes in the end.
   */
  #pump(): void {
    while (this.#pending.length > 0) {
      const worker = this.#idle.pop();
      if (!worker) break;
      const pending = this.#pending.shift();
      if (!pending) break;
      pending.invocation.onBegin?.();
      worker.run(pending.invocation).then(pending.outcome.resolve, pending.outcome.reject);
    }
    clearTimeout(this.#due);
    const [oldest] = this.#pending;
    const inUse = [...this.#workers].filter(({ initialised, retired }) => initialised && !retired).length;
    if (!oldest || this.#limit - inUse <= this.#starting) return;
    // Who has just answered takes the next one sooner than a new worker could.
    const coming = [...this.#workers].filter(({ returning, retired }) => returning && !retired).length;
    const urgent = this.#pending.filter(({ invocation }) => !invocation.inBackground);
    const now = performance.now();
    const patienceMs = this.#startMs * inUse - (now - oldest.since);
    const urgentMs = URGENT_PATIENCE_MS - (now - (urgent[0]?.since ?? now));
    const reasonable = Math.max(EAGER_WORKERS - inUse, urgentMs <= 0 ? urgent.length : 0, patienceMs <= 0 ? 1 : 0);
    const wanted = Math.min(this.#pending.length - coming, this.#limit - inUse, reasonable);
    while (this.#starting < wanted) void this.#start(() => this.#pending.length > 0);
    const [next] = [patienceMs, ...(urgent.length > 0 ? [urgentMs] : [])].filter((ms) => ms > 0).sort((a, b) => a - b);
    if (next !== undefined) this.#due = setTimeout(() => this.#pump(), Math.ceil(next)).unref();
  }

  /** Starts a worker, if it is still needed when its turn comes. What keeps it from starting is told to who waits longest. */
  async #start(needed: () => boolean): Promise<void> {
    this.#starting++;
    try {
      const problem = await this.#gate.during(async () => (needed() ? this.#initialise() : undefined));
      if (problem) this.#pending.shift()?.outcome.resolve({ ...problem, logTail: "" });
    } catch (error) {
      this.#pending.shift()?.outcome.reject(error);
    }
    this.#starting--;
    this.#pump();
  }

  async #initialise(): Promise<Answer | undefined> {
    // The process starts and loads packages while the code is built.
    if (!this.#standby) this.#host.makeRoom();
    const startedAt = performance.now();
    const worker = this.#standby ?? this.#spawn();
    this.#standby = undefined;
    try {
      await this.code.bundle.ready();
    } catch (error) {
      worker.retire();
      if (error instanceof BuildError) return failure("Runtime.UserCodeSyntaxError", error.message);
      throw error;
    }
    worker.release();
    const problem = await worker.ready;
    this.#startMs = performance.now() - startedAt;
    // Replaced by newer code before it was ready: nobody's failure.
    return worker.retired ? undefined : problem;
  }

  #spawn(): Worker {
    const worker = new Worker(this.#host, this.code, {
      idle: (idle) => {
        this.#idle.push(idle);
        this.#pump();
        if (this.#draining && !idle.busy) this.#retire(idle);
      },
      gone: (gone) => this.#forget(gone),
    });
    this.#workers.add(worker);
    worker.ended
      .catch((error: unknown) => this.#host.cloud.journal.error("lambda.worker", error))
      .finally(() => this.#workers.delete(worker));
    return worker;
  }

  /** Gives it no more work; it ends now, or after what it is doing. */
  #retire(worker: Worker): void {
    this.#notIdle(worker);
    worker.retire();
  }

  #notIdle(worker: Worker): void {
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  #forget(worker: Worker): void {
    this.#notIdle(worker);
    if (this.#standby === worker) this.#standby = undefined;
    this.#pump();
  }
}
