interface Waiting {
  readonly count: number;
  readonly begin: () => void;
}

/** So many at once; others wait, and come in their order. Work that is larger takes several slots. */
export class Slots {
  readonly #size: number;
  #free: number;
  readonly #waiting: Waiting[] = [];

  constructor(size: number) {
    this.#size = size;
    this.#free = size;
  }

  /** Waits for slots; call what it resolves with to give them back. Who asks for more than there are gets all: everything has its turn. */
  async take(asked = 1): Promise<() => void> {
    const count = Math.min(asked, this.#size);
    await new Promise<void>((begin) => {
      this.#waiting.push({ count, begin });
      this.#next();
    });
    return () => {
      this.#free += count;
      this.#next();
    };
  }

  /** Does `work` when its turn has come. */
  async during<Result>(work: () => Promise<Result>, count = 1): Promise<Result> {
    const release = await this.take(count);
    try {
      return await work();
    } finally {
      release();
    }
  }

  /** Waits until nothing is in work any more, and lets nothing begin after that. */
  async allFree(): Promise<void> {
    await this.take(this.#size);
  }

  #next(): void {
    for (let [first] = this.#waiting; first && first.count <= this.#free; [first] = this.#waiting) {
      this.#free -= first.count;
      this.#waiting.shift();
      first.begin();
    }
  }
}
