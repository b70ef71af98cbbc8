import { EventEmitter, once } from "node:events";

/**
 * Wakes waiters inside this process, so that nobody has to poll: a queue rings when a message arrives, a stream when a
 * record does. A ring is a hint, never the message: waiters look at the database afterwards.
 */
export class Bell {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  ring(name: string): void {
    this.#emitter.emit(name);
  }

  /** Resolves true on the next ring, false after `milliseconds` or when `signal` aborts. */
  async wait(name: string, milliseconds: number, signal?: AbortSignal): Promise<boolean> {
    const timeout = AbortSignal.timeout(milliseconds);
    try {
      await once(this.#emitter, name, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
      return true;
    } catch (error) {
      if ((error as Error).name === "AbortError") return false;
      throw error;
    }
  }
}
