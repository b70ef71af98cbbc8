/** A set of slots, one bit each. */
export class Bits {
  readonly #words: Uint32Array;

  /** Of slots below `size`, none of them in it. */
  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / 32));
  }

  add(slot: number): void {
    const at = slot >>> 5;
    this.#words[at] = (this.#words[at] as number) | (1 << (slot & 31));
  }

  has(slot: number): boolean {
    return ((this.#words[slot >>> 5] as number) & (1 << (slot & 31))) !== 0;
  }

  /** Keeps what is in `other` too. */
  keep(other: Bits): this {
    this.#words.forEach((word, at) => {
      this.#words[at] = word & (other.#words[at] as number);
    });
    return this;
  }

  join(other: Bits): this {
    this.#words.forEach((word, at) => {
      this.#words[at] = word | (other.#words[at] as number);
    });
    return this;
  }

  /** Also has slots that were never given out: to be kept to those that were. */
  turn(): this {
    this.#words.forEach((word, at) => {
      this.#words[at] = ~word;
    });
    return this;
  }
}
