import { memoryOfTree } from "./memory.ts";

const CHECK_MS = 250;

/** Looks at the memory of a worker and all that it started, while it lives. */
export class MemoryWatch {
  readonly #pid: number | undefined;
  readonly #timer: NodeJS.Timeout;
  #peakMegabytes = 0;
  /** Epoch milliseconds. */
  #lookedAt = 0;

  /** Calls `onExceeded` at every look that finds more than the limit. */
  constructor(pid: number | undefined, limitMegabytes: number, onExceeded: () => void) {
    this.#pid = pid;
    this.#timer = setInterval(() => {
      if (this.#look() > limitMegabytes) onExceeded();
    }, CHECK_MS).unref();
  }

  /** The most that was seen. A look takes longer than a warm invocation, so not every one of a fast series gets its own. */
  peak(): number {
    if (Date.now() - this.#lookedAt > CHECK_MS) this.#look();
    return this.#peakMegabytes;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): number {
    this.#lookedAt = Date.now();
    const megabytes = this.#pid === undefined ? 0 : (memoryOfTree(this.#pid) ?? 0);
    this.#peakMegabytes = Math.max(this.#peakMegabytes, megabytes);
    return megabytes;
  }
}
