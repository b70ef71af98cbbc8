/** Numbers that only seem random: the same seed gives the same ones, on every machine. Mulberry32, a public domain generator. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to under 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(values: readonly T[]): T {
    const picked = values[this.whole(0, values.length - 1)];
    if (picked === undefined) throw new Error("There is nothing to pick from");
    return picked;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }
}

/** A seed of its own for each case, so that one case can be made again without those before it. FNV-1a, then mixed. */
export function seedOf(seed: number, name: string, index: number): number {
  const text = `${seed}/${name}/${index}`;
  const hash = [...text].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5);
  return Math.floor(new Random(hash).next() * 2 ** 32);
}
