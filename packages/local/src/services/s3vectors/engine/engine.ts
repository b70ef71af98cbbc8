import { Worker } from "node:worker_threads";
import type { AnswerMessage, CallArguments, CallMessage, CallName, CallResult, ThreadData } from "./calls.ts";

/** After so long without a call the thread ends, and with it what it holds in memory. */
const IDLE_MS = 10 * 60_000;
/** What is read from disk is garbage at once: a small nursery keeps the process small while a large index is read. */
const NURSERY_MB = 4;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The vectors, in a thread of their own that is started by the first call and ended when nobody has called for a while. */
export class VectorEngine {
  readonly #data: () => ThreadData;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;

  /** `data` is asked for whenever a thread is started. */
  constructor(data: () => ThreadData) {
    this.#data = data;
  }

  /** Resolves when it was done and what was written is on disk. */
  call<Name extends CallName>(name: Name, ...args: CallArguments<Name>): Promise<CallResult<Name>> {
    this.#thread ??= this.#start();
    clearTimeout(this.#idle);
    const id = ++this.#lastId;
    const done = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const message: CallMessage = { id, name, args };
    this.#thread.postMessage(message);
    return done as Promise<CallResult<Name>>;
  }

  /** Ends the thread. Calls that are not answered fail. */
  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const thread = this.#thread;
    this.#end(new Error("The vectors' thread was stopped"));
    await thread?.terminate();
  }

  #start(): Worker {
    const thread = new Worker(new URL("./thread.ts", import.meta.url), {
      workerData: this.#data(),
      resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MB },
    });
    thread.unref();
    thread.on("message", ({ id, value, error }: AnswerMessage) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(error);
      else waiting?.resolve(value);
      if (this.#waiting.size === 0) this.#idle = setTimeout(() => void this.stop(), IDLE_MS).unref();
    });
    // It is gone: what it had not answered was not done, and the next call starts another one.
    thread.on("error", (error) => this.#thread === thread && this.#end(error));
    return thread;
  }

  #end(reason: Error): void {
    this.#thread = undefined;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}
