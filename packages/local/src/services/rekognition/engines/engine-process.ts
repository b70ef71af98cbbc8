import { type ChildProcess, spawn } from "node:child_process";
import { MemoryWatch } from "../../../lambda/memory-watch.ts";
import type { Question, Reply } from "./protocol.ts";

export interface EngineLimits {
  /** For one question, without the wait for its turn. */
  readonly timeoutMs: number;
  readonly memoryMegabytes: number;
}

/** An engine was stopped or ended by itself; the next question starts another. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}

const LAST_WORDS = 2_000;

/** One process with an engine in it. It answers one question at a time. */
export class EngineProcess<Request, Answer> {
  readonly #child: ChildProcess;
  readonly #limits: EngineLimits;
  readonly #memory: MemoryWatch;
  #asked: { id: number; done: PromiseWithResolvers<Answer>; timer: NodeJS.Timeout } | undefined;
  #lastId = 0;
  #stderr = "";
  #verdict: string | undefined;
  /** Resolves when the process has gone. */
  readonly ended: Promise<void>;

  constructor(program: string, limits: EngineLimits) {
    this.#limits = limits;
    this.#child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program], {
      // It reads pictures of strangers: it gets nothing of our environment.
      env: {},
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      serialization: "advanced",
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-LAST_WORDS);
    });
    this.#child.on("message", (reply) => this.#take(reply as Reply<Answer>));
    this.#memory = new MemoryWatch(this.#child.pid, limits.memoryMegabytes, () =>
      this.#kill(`it took more than ${limits.memoryMegabytes} MB of memory`),
    );
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    // `close` does not come where the process could not even be started.
    this.#child.on("error", (error) => this.#end(error.message, resolve));
    this.#child.on("close", (code, signal) => this.#end(`it ended with ${code ?? signal}: ${this.#stderr}`, resolve));
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined;
  }

  /** Only when it is idle. Throws EngineError when it ends before it answers, and what the engine threw. */
  ask(request: Request): Promise<Answer> {
    const { timeoutMs } = this.#limits;
    const id = ++this.#lastId;
    const done = Promise.withResolvers<Answer>();
    const timer = setTimeout(() => this.#kill(`it did not answer within ${timeoutMs / 1000} s`), timeoutMs);
    this.#asked = { id, done, timer };
    const question: Question<Request> = { id, request };
    this.#child.send(question, (error) => error && this.#kill(error.message));
    return done.promise;
  }

  stop(): Promise<void> {
    this.#kill("it was stopped");
    return this.ended;
  }

  #take(reply: Reply<Answer>): void {
    const asked = this.#asked;
    if (asked?.id !== reply.id) return;
    this.#asked = undefined;
    clearTimeout(asked.timer);
    if ("answer" in reply) asked.done.resolve(reply.answer);
    else asked.done.reject(Object.assign(new Error(reply.error.message), { name: reply.error.name }));
  }

  #kill(verdict: string): void {
    this.#verdict ??= verdict;
    this.#child.kill("SIGKILL");
  }

  #end(reason: string, ended: () => void): void {
    this.#memory.stop();
    clearTimeout(this.#asked?.timer);
    this.#asked?.done.reject(new EngineError(`The engine was lost: ${this.#verdict ?? reason}`));
    this.#asked = undefined;
    ended();
  }
}
