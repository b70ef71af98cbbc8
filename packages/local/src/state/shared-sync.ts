/**
 * One slow synchronisation for all who wait. Whoever asks while one is under way gets the next, since that one may have begun
 * before their write: with many writers at once each sync covers what came during the last, and none waits for more than two.
 */
export class SharedSync {
  readonly #sync: () => Promise<void>;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(sync: () => Promise<void>) {
    this.#sync = sync;
  }

  /** Resolves when a sync that began after this call has ended; rejects when it, or the one before it, failed. */
  run(): Promise<void> {
    if (!this.#running) return this.#begin();
    this.#next ??= this.#running.then(() => this.#begin());
    return this.#next;
  }

  /** Resolves as the last one that was asked for does; at once when none is under way. */
  async settled(): Promise<void> {
    await (this.#next ?? this.#running);
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    this.#running = this.#sync().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }
}
