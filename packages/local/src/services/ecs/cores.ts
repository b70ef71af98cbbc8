interface Waiting {
  readonly cores: number;
  readonly begin: () => void;
}

/**
 * Lets work begin as long as there are cores for it, in the order of its coming. What asks for more than there are gets all of them, so
 * that everything has its turn.
 */
export class Cores {
  readonly #all: number;
  #free: number;
  readonly #waiting: Waiting[] = [];

  constructor(all: number) {
    this.#all = all;
    this.#free = all;
  }

  /** Does `work` when its turn has come. */
  async take<Result>(asked: number, work: () => Promise<Result>): Promise<Result> {
    const cores = Math.min(asked, this.#all);
    await new Promise<void>((begin) => {
      this.#waiting.push({ cores, begin });
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#free += cores;
      this.#next();
    }
  }

  #next(): void {
    for (let [first] = this.#waiting; first && first.cores <= this.#free; [first] = this.#waiting) {
      this.#free -= first.cores;
      this.#waiting.shift();
      first.begin();
    }
  }
}
