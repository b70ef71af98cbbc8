import { availableParallelism } from "node:os";
import { type EngineLimits, EngineProcess } from "./engine-process.ts";

interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly signal: AbortSignal;
  readonly done: PromiseWithResolvers<Answer>;
}

/** Each engine has threads of nobody else's: with two engines, half of the machine's processors are for each. */
const MOST_PROCESSES = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));
const IDLE_MS = 60_000;

/**
 * An engine in processes of its own, so that neither its memory nor its work weighs on the cloud. They start with the
 * first questions, and end after a minute without any.
 */
export class Engine<Request, Answer> {
  readonly #program: string;
  readonly #limits: EngineLimits;
  readonly #waiting: Waiting<Request, Answer>[] = [];
  readonly #idle = new Set<EngineProcess<Request, Answer>>();
  readonly #all = new Set<EngineProcess<Request, Answer>>();
  #idleTimer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** `program` is the file that serves it. */
  constructor(program: string, limits: EngineLimits) {
    this.#program = program;
    this.#limits = limits;
  }

  /** Waits for its turn; a question whose asker has gone is not put. Throws what the engine throws. */
  ask(request: Request, signal: AbortSignal): Promise<Answer> {
    const done = Promise.withResolvers<Answer>();
    this.#waiting.push({ request, signal, done });
    this.#go();
    return done.promise;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#idleTimer);
    for (const { done } of this.#waiting.splice(0)) done.reject(new Error("The cloud is stopping"));
    await Promise.all([...this.#all].map((engine) => engine.stop()));
  }

  #go(): void {
    clearTimeout(this.#idleTimer);
    for (let [next] = this.#waiting; next && !this.#stopped; [next] = this.#waiting) {
      const engine = next.signal.aborted ? undefined : this.#free();
      if (!engine && !next.signal.aborted) return;
      this.#waiting.shift();
      if (engine) void this.#put(engine, next);
      else next.done.reject(next.signal.reason);
    }
    if (this.#all.size > 0 && this.#idle.size === this.#all.size && !this.#stopped) {
      this.#idleTimer = setTimeout(() => this.#rest(), IDLE_MS).unref();
    }
  }

  /** One that has nothing to do, a new one while there may be more, or none. */
  #free(): EngineProcess<Request, Answer> | undefined {
    for (const engine of this.#idle) return engine;
    if (this.#all.size >= MOST_PROCESSES) return undefined;
    const engine = new EngineProcess<Request, Answer>(this.#program, this.#limits);
    this.#all.add(engine);
    void engine.ended.then(() => {
      this.#all.delete(engine);
      this.#idle.delete(engine);
      this.#go();
    });
    return engine;
  }

  async #put(engine: EngineProcess<Request, Answer>, { request, done }: Waiting<Request, Answer>): Promise<void> {
    this.#idle.delete(engine);
    await engine.ask(request).then(done.resolve, done.reject);
    if (!engine.hasEnded) this.#idle.add(engine);
    this.#go();
  }

  #rest(): void {
    const idle = [...this.#idle];
    this.#idle.clear();
    for (const engine of idle) void engine.stop();
  }
}
