import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Cloud } from "../cloud.ts";
import type { Bundle } from "./bundle.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import { type Answer, failure, type Invocation, type Outcome } from "./invocation.ts";
import type { LogSink } from "./log-sink.ts";
import { memoryOfTree } from "./memory.ts";
import type { RuntimeApi, RuntimeClient } from "./runtime-api.ts";
import { workerEnvironment } from "./worker-environment.ts";
import { WorkerLog } from "./worker-log.ts";
import { WorkerProcess } from "./worker-process.ts";

/** What all workers share. */
export interface WorkerHost {
  readonly cloud: Cloud;
  readonly api: RuntimeApi;
  /** `host:port` of the Runtime API. */
  readonly address: string;
  /** The program that workers run. */
  readonly bootstrap: string;
  readonly logs: LogSink;
}

/** The function that a worker runs. */
export interface WorkerCode {
  readonly definition: FunctionDefinition;
  readonly bundle: Bundle;
  readonly handlerName: string;
}

/** An init phase may take this long; where it is longer, AWS counts the function's own timeout on top. */
const INIT_LIMIT_MS = 10_000;
const MEMORY_CHECK_MS = 250;
/** V8's heap may take this part of a function's memory; buffers and the runtime itself take the rest. */
const HEAP_SHARE = 0.9;

/** Who is told of a worker's state. */
export interface WorkerOwner {
  /** It waits for work. */
  idle(worker: Worker): void;
  /** It takes no work any more. */
  gone(worker: Worker): void;
}

interface Current {
  readonly invocation: Invocation;
  readonly outcome: PromiseWithResolvers<Outcome>;
  readonly startedAt: number;
  readonly timer: NodeJS.Timeout;
}

type Work = Awaited<ReturnType<RuntimeClient["next"]>>;

/** One process that runs one function, one invocation at a time. */
export class Worker implements RuntimeClient {
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
  readonly #memoryCheck: NodeJS.Timeout;
  readonly #owner: WorkerOwner;
  readonly #ready = Promise.withResolvers<Answer | undefined>();
  readonly #code = Promise.withResolvers<void>();
  #initTimer: NodeJS.Timeout | undefined;
  #initStartedAt = performance.now();
  #initMs: number | undefined;
  /** How many invocations it has finished. */
  #served = 0;
  #work: PromiseWithResolvers<Work> | undefined;
  #current: Current | undefined;
  /** Why we killed it, where we did. */
  #verdict: Answer | undefined;
  #peakMegabytes = 0;
  #measuredAt = 0;

  constructor(host: WorkerHost, { definition, bundle, handlerName }: WorkerCode, owner: WorkerOwner) {
    this.#definition = definition;
    this.#owner = owner;
    this.#log = new WorkerLog(definition, host.logs);
    this.ready = this.#ready.promise;
    const id = randomUUID();
    const { directory } = host.cloud.place;
    const taskRoot = path.dirname(bundle.file);
    const temporary = path.join(directory, "tmp", id);
    const compileCache = path.join(directory, "compile-cache");
    mkdirSync(taskRoot, { recursive: true });
    host.api.add(id, this);
    this.#process = new WorkerProcess({
      args: [
        "--enable-source-maps",
        "--disable-warning=ExperimentalWarning",
        `--max-old-space-size=${Math.floor(definition.memoryMegabytes * HEAP_SHARE)}`,
        host.bootstrap,
        ...[bundle.file, bundle.modules, handlerName, definition.runtime, compileCache],
      ],
      cwd: taskRoot,
      env: workerEnvironment(host.cloud, definition, {
        runtimeApi: `${host.address}/${id}`,
        taskRoot,
        temporary,
        logStream: this.#log.stream,
        handlerName,
      }),
      temporary,
      onLog: (event) => this.#log.add(event),
      onEnd: (reason) => {
        host.api.remove(id);
        this.#end(reason);
      },
    });
    this.ended = this.#process.ended;
    this.#memoryCheck = setInterval(() => this.#checkMemory(), MEMORY_CHECK_MS).unref();
  }

  get busy(): boolean {
    return this.#current !== undefined;
  }

  /** Lets it load the function's code, which is on disk now. */
  release(): void {
    this.released = true;
    this.#initStartedAt = performance.now();
    const limit = INIT_LIMIT_MS + this.#definition.timeoutSeconds * 1000;
    this.#initTimer = setTimeout(() => {
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
    const timer = setTimeout(() => this.#timeOut(invocation.requestId), timeoutMs);
    this.#work = undefined;
    this.#current = { invocation, outcome, startedAt: performance.now(), timer };
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
    clearTimeout(this.#current?.timer);
    this.#current = undefined;
    this.#process.kill();
  }

  codeReady(): Promise<void> {
    return this.#code.promise;
  }

  next(): Promise<Work> {
    if (this.#initMs === undefined) {
      clearTimeout(this.#initTimer);
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
    clearInterval(this.#memoryCheck);
    clearTimeout(this.#initTimer);
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
    clearTimeout(current.timer);
    this.#current = undefined;
    const durationMs = performance.now() - current.startedAt;
    const initMs = this.#served++ === 0 ? this.#initMs : undefined;
    setImmediate(() => {
      // Looking takes longer than a warm invocation, so not every one of a fast series is looked at.
      if (Date.now() - this.#measuredAt > MEMORY_CHECK_MS) this.#measureMemory();
      const { requestId } = current.invocation;
      this.#log.end({ requestId, durationMs, initMs, status, maxMemoryMegabytes: this.#peakMegabytes });
      current.outcome.resolve({ ...answer, logTail: this.#log.tail() });
    });
  }

  #measureMemory(): number {
    this.#measuredAt = Date.now();
    const megabytes = this.#process.pid === undefined ? 0 : (memoryOfTree(this.#process.pid) ?? 0);
    this.#peakMegabytes = Math.max(this.#peakMegabytes, megabytes);
    return megabytes;
  }

  #checkMemory(): void {
    const requestId = this.#current?.invocation.requestId;
    if (requestId === undefined || this.#measureMemory() <= this.#definition.memoryMegabytes) return;
    const message = "Runtime exited with error: signal: killed";
    this.#log.problem(requestId, `${message} (over ${this.#definition.memoryMegabytes} MB of memory)`);
    this.#kill(failure("Runtime.ExitError", `RequestId: ${requestId} Error: ${message}`));
  }
}
