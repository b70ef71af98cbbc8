/** What a step of a workflow is to others that wait. */
export interface Rank {
  /** Comes behind all that is not: nobody waits for it. */
  readonly later: boolean;
  /** When the work began that it belongs to, in epoch milliseconds. */
  readonly since: number;
}

/** Who asks for a turn. */
export interface Claim extends Rank {
  readonly functionName: string;
  /** So many of this function at once. */
  readonly most: number;
}

interface Waiting extends Claim {
  readonly begin: () => void;
  readonly refuse: (reason: Error) => void;
}

/**
 * Lets so many steps of workflows be in work at once, and of those that wait first what is not for later, then what belongs to the
 * oldest work: of a burst, one after the other is done, and not all of them at the end. A step must not wait for another one.
 */
export class Turns {
  readonly #atWork = new Map<string, number>();
  /** In their order. */
  readonly #waiting: Waiting[] = [];
  #free: number;

  constructor(size: number) {
    this.#free = size;
  }

  /** Does `work` when its turn has come. Rejects when there will be none. */
  async during<Result>(claim: Claim, work: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((begin, refuse) => {
      const behind = this.#waiting.findIndex((other) => isBefore(claim, other));
      this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, { ...claim, begin, refuse });
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#free++;
      this.#count(claim, -1);
      this.#next();
    }
  }

  /** Gives no more turns; who waits is not told so before `refuse`. */
  close(): void {
    this.#free = Number.NEGATIVE_INFINITY;
  }

  /** After `close`: tells all who wait that their turn does not come any more. */
  refuse(reason: Error): void {
    for (const { refuse } of this.#waiting.splice(0)) refuse(reason);
  }

  #next(): void {
    while (this.#free > 0) {
      const at = this.#waiting.findIndex(({ functionName, most }) => (this.#atWork.get(functionName) ?? 0) < most);
      const [next] = at < 0 ? [] : this.#waiting.splice(at, 1);
      if (!next) return;
      this.#free--;
      this.#count(next, 1);
      next.begin();
    }
  }

  #count({ functionName }: Claim, change: 1 | -1): void {
    const count = (this.#atWork.get(functionName) ?? 0) + change;
    if (count > 0) this.#atWork.set(functionName, count);
    else this.#atWork.delete(functionName);
  }
}

const isBefore = (one: Rank, other: Rank) => (one.later === other.later ? one.since < other.since : other.later);
