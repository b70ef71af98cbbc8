/**
 * Lets only so many workers start at the same time: a start takes a core for some 50 ms, and a burst is served sooner by the
 * workers that are there than by many that slow each other down. Starts always end, so waiting for one cannot deadlock.
 */
export class StartGate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(width: number) {
    this.#free = width;
  }

  async pass<T>(start: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await start();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
