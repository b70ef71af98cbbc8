/**
 * One line of work for each execution: its moves are made one after the other, those of different executions side by
 * side. Nobody holds the line while waiting for the disk or for a call.
 */
export class Mailboxes {
  readonly #tails = new Map<number, Promise<void>>();
  readonly #onError: (execution: number, error: unknown) => void;

  constructor(onError: (execution: number, error: unknown) => void) {
    this.#onError = onError;
  }

  /** Resolves when the work is done, also when it failed: that is told to `onError`. */
  post(execution: number, work: () => Promise<void>): Promise<void> {
    const tail = (this.#tails.get(execution) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      this.#onError(execution, error);
    });
    this.#tails.set(execution, tail);
    return tail.then(() => {
      if (this.#tails.get(execution) === tail) this.#tails.delete(execution);
    });
  }

  /** Resolves when no work is left. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}
