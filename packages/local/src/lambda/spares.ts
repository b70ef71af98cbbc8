import { type BlankProcess, startBlank } from "./blank-process.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import { startVariables } from "./worker-environment.ts";
import type { ProcessHost } from "./worker-host.ts";

/** One for each size of memory that functions asked for last, at most so many. */
const SPARES = 4;
/** Who took the last one is to be ready before the next one starts. */
const DELAY_MS = 100;

/**
 * Processes that have started before somebody needs them, so that a worker takes only as long as its function's code takes to
 * load. Whoever takes one has it for good.
 */
export class Spares {
  readonly #host: ProcessHost;
  /** Megabytes of memory -> the process that waits. Who was started first is first. */
  readonly #waiting = new Map<number, BlankProcess>();
  readonly #ends = new Set<Promise<void>>();
  #closed = false;

  constructor(host: ProcessHost) {
    this.#host = host;
  }

  /** A process for a worker of this function: a spare one, else one that has yet to start. */
  take(definition: FunctionDefinition): BlankProcess {
    const { memoryMegabytes } = definition;
    const variables = startVariables(definition);
    if (Object.keys(variables).length > 0) return this.#start(memoryMegabytes, variables);
    setTimeout(() => this.#fill(memoryMegabytes), DELAY_MS).unref();
    const spare = this.#waiting.get(memoryMegabytes);
    this.#waiting.delete(memoryMegabytes);
    return spare?.process.alive ? spare : this.#start(memoryMegabytes);
  }

  /** Ends those that wait. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const memoryMegabytes of this.#waiting.keys()) this.#end(memoryMegabytes);
    await Promise.all(this.#ends);
  }

  #fill(memoryMegabytes: number): void {
    if (this.#closed || this.#waiting.has(memoryMegabytes)) return;
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined && this.#waiting.size >= SPARES) this.#end(oldest);
    this.#waiting.set(memoryMegabytes, this.#start(memoryMegabytes));
  }

  #start(memoryMegabytes: number, variables: Readonly<Record<string, string>> = {}): BlankProcess {
    const printed: string[] = [];
    const blank = startBlank(this.#host, memoryMegabytes, variables, {
      onLog: ({ message }) => void printed.push(message),
      onEnd: (reason) => {
        // One that was ended on purpose waits no longer.
        if (this.#waiting.get(memoryMegabytes) !== blank) return;
        this.#waiting.delete(memoryMegabytes);
        const error = new Error(`A spare worker process ended. ${reason}\n${printed.join("")}`);
        this.#host.cloud.journal.error("lambda.spare", error);
      },
    });
    return blank;
  }

  #end(memoryMegabytes: number): void {
    const spare = this.#waiting.get(memoryMegabytes);
    if (!spare) return;
    this.#waiting.delete(memoryMegabytes);
    spare.process.kill();
    const ended = spare.process.ended.catch((error: unknown) => this.#host.cloud.journal.error("lambda.spare", error));
    this.#ends.add(ended);
    void ended.finally(() => this.#ends.delete(ended));
  }
}
