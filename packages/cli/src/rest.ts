/**
 * How long something still takes, by how it got on since it began. It begins anew where its percent fall: what is ready is at the beginning
 * of its way to being searchable.
 */
export class Rest {
  readonly #least: number;
  #begun: { readonly percent: number; readonly at: number };
  #last = 0;

  /**
   * It is at `percent` now. `least` more have to be done before anything is said: on a way with several steps the first ones say little
   * of the others.
   */
  constructor(least: number, now = Date.now(), percent = 0) {
    this.#least = least;
    this.#begun = { percent, at: now };
  }

  /** Milliseconds, when it is at `percent` now; undefined where nothing can be said yet, or nothing is left. */
  after(percent: number, now = Date.now()): number | undefined {
    if (percent < this.#last) this.#begun = { percent, at: now };
    this.#last = percent;
    const done = percent - this.#begun.percent;
    if (done <= 0 || done < this.#least || percent >= 100) return;
    return ((100 - percent) * (now - this.#begun.at)) / done;
  }
}
