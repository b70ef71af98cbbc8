import type { FunctionDefinition } from "./function-definition.ts";
import { type Answer, failure, type Invocation, type Outcome } from "./invocation.ts";
import { MemoryWatch } from "./memory-watch.ts";
import { comeBehind } from "./priority.ts";
import type { Assignment } from "./runtime/assignment.ts";
import type { RuntimeClient } from "./runtime-api.ts";
import { assignmentOf } from "./worker-assignment.ts";
import type { WorkerCode, WorkerHost } from "./worker-host.ts";
import { WorkerLog } from "./worker-log.ts";
import type { WorkerProcess } from "./worker-process.ts";

/** An init phase may take this long; where it is longer, AWS counts the function's own timeout on top. */
const INIT_LIMIT_MS = 10_000;

/** Who is told of a worker's state. */
interface WorkerOwner {
  /** It waits for work. */
  idle(worker: Worker): void;
  /** It takes no work any more. */
  gone(worker: Worker): void;
}

interface Current {
  readonly invocation: Invocation;
  readonly outcome: PromiseWithResolvers<Outcome>;
  readonly startedAt: number;
}

type Work = Awaited<ReturnType<RuntimeClient["next"]>>;

/** One process that runs one function, one invocation at a time. */
export class Worker implements RuntimeClient {
  readonly assignment: Assignment;
  /** Resolves when it can take its first invocation, with what went wrong if it never will. */
  readonly ready: Promise<Answer | undefined>;
  /** Resolves when it has ended and its files are gone. */
  readonly ended: Promise<void>;
  /** Code was given to it, which may be old by now. */
  released = false;
  /** It can take work, or is doing some. */
  initialised = false;
  /** Somebody decided that it shall take no further work. */
  retired = false;
  /** Epoch milliseconds. */
  idleSince = 0;
  readonly #definition: FunctionDefinition;
  readonly #process: WorkerProcess;
  readonly #log: WorkerLog;
  readonly #memory: MemoryWatch;
  readonly #owner: WorkerOwner;
  readonly #ready = Promise.withResolvers<Answer | undefined>();
  readonly #code = Promise.withResolvers<void>();
  /** Ends it when its init takes too long, or an invocation with all that is done until it asks for the next. */
  #timer: NodeJS.Timeout | undefined;
  #initStartedAt = performance.now();
  #initMs: number | undefined;
  /** How many invocations it has finished. */
  #served = 0;
  #work: PromiseWithResolvers<Work> | undefined;
  #current: Current | undefined;
  /** Why we killed it, where we did. */
  #verdict: Answer | undefined;

  constructor(host: WorkerHost, code: WorkerCode, owner: WorkerOwner) {
    this.#definition = code.definition;
    this.#owner = owner;
    this.#log = new WorkerLog(code.definition, host.logs);
    this.ready = this.#ready.promise;
    const blank = host.spares.take(code.definition);
    this.#process = blank.process;
    if (this.#process.pid !== undefined) comeBehind(this.#process.pid, code.definition);
    this.assignment = assignmentOf(host, code, blank, this.#log.stream);
    this.ended = this.#process.ended;
    this.#memory = new MemoryWatch(this.#process.pid, code.definition.memoryMegabytes, () => this.#outOfMemory());
    blank.assign(this, { onLog: (event) => this.#log.add(event), onEnd: (reason) => this.#end(reason) });
  }

  get busy(): boolean {
    return this.#current !== undefined;
  }

  /** It has answered and is about to ask for more. */
  get returning(): boolean {
    return this.initialised && !this.#current && !this.#work;
  }

  /** Lets it load the function's code, which is on disk now. */
  release(): void {
    this.released = true;
    this.#initStartedAt = performance.now();
    const limit = INIT_LIMIT_MS + this.#definition.timeoutSeconds * 1000;
    this.#timer = setTimeout(() => {
      this.#kill(failure("Sandbox.Timedout", `The init phase did not end within ${limit / 1000} seconds`));
    }, limit);
    this.#code.resolve();
  }

  /** Runs one invocation. Only when it is idle. */
  run(invocation: Invocation): Promise<Outcome> {
    const work = this.#work;
    if (!work) throw new Error(`A worker of ${this.#definition.name} was given work while it was not idle`);
    const timeoutMs = this.#definition.timeoutSeconds * 1000;
    const outcome = Promise.withResolvers<Outcome>();
    this.#timer = setTimeout(() => this.#timeOut(invocation.requestId), timeoutMs);
    this.#work = undefined;
    this.#current = { invocation, outcome, startedAt: performance.now() };
    this.#log.start(invocation.requestId);
    work.resolve({ invocation, deadline: Date.now() + timeoutMs, functionArn: this.#definition.arn });
    return outcome.promise;
  }

  /** Ends it now if it is idle, else after its invocation. */
  retire(): void {
    this.retired = true;
    if (!this.busy) this.#process.kill();
  }

  /** Ends it now; what it was doing has no outcome any more. */
  abandon(): void {
    this.retired = true;
    this.#current = undefined;
    this.#process.kill();
  }

  codeReady(): Promise<void> {
    return this.#code.promise;
  }

  next(): Promise<Work> {
    clearTimeout(this.#timer);
    if (this.#initMs === undefined) {
      this.#initMs = performance.now() - this.#initStartedAt;
      this.initialised = true;
      this.#ready.resolve(undefined);
    }
    this.#work = Promise.withResolvers<Work>();
    this.idleSince = Date.now();
    const { promise } = this.#work;
    if (this.retired) this.#process.kill();
    else this.#owner.idle(this);
    return promise;
  }

  chunk(requestId: string, chunk: Buffer): void {
    if (this.#current?.invocation.requestId === requestId) this.#current.invocation.onChunk?.(chunk);
  }

  initFailed(answer: Answer): void {
    this.#verdict = answer;
  }

  answered(requestId: string, answer: Answer): void {
    const current = this.#current;
    // An answer that comes after the invocation was given up is nobody's.
    if (current?.invocation.requestId !== requestId) return;
    this.#finish(current, answer, answer.failed ? "error" : "success");
  }

  #timeOut(requestId: string): void {
    const message = `Task timed out after ${this.#definition.timeoutSeconds.toFixed(2)} seconds`;
    this.#log.problem(requestId, message);
    this.#kill(failure("Sandbox.Timedout", `RequestId: ${requestId} Error: ${message}`));
  }

  #kill(verdict: Answer): void {
    this.#verdict = verdict;
    this.#process.kill();
  }

  #end(reason: string): void {
    this.#memory.stop();
    this.initialised = false;
    clearTimeout(this.#timer);
    const requestId = this.#current?.invocation.requestId;
    const answer =
      this.#verdict ?? failure("Runtime.ExitError", requestId ? `RequestId: ${requestId} Error: ${reason}` : reason);
    this.#ready.resolve(answer);
    this.#owner.gone(this);
    if (this.#current)
      this.#finish(this.#current, answer, /Timedout/.test(String(answer.payload)) ? "timeout" : "error");
  }

  /** What the worker printed before it answered is read by now or in this turn; its log is complete after that. */
  #finish(current: Current, answer: Answer, status: "success" | "error" | "timeout"): void {
    this.#current = undefined;
    const durationMs = performance.now() - current.startedAt;
    const initMs = this.#served++ === 0 ? this.#initMs : undefined;
    setImmediate(() => {
      const { requestId } = current.invocation;
      this.#log.end({ requestId, durationMs, initMs, status, maxMemoryMegabytes: this.#memory.peak() });
      current.outcome.resolve({ ...answer, logTail: this.#log.tail() });
    });
  }

  #outOfMemory(): void {
    const requestId = this.#current?.invocation.requestId;
    if (requestId === undefined) return;
    const message = "Runtime exited with error: signal: killed";
    this.#log.problem(requestId, `${message} (over ${this.#definition.memoryMegabytes} MB of memory)`);
    this.#kill(failure("Runtime.ExitError", `RequestId: ${requestId} Error: ${message}`));
  }
}
