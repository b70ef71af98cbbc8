/** A set of slots, one bit each. Its loops are plain: they run over every slot of an index at every search. */
export class Bits {
  readonly #words: Uint32Array;

  /** Of slots below `size`, none of them in it. */
  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / 32));
  }

  add(slot: number): void {
    this.#words[slot >>> 5] = (this.#words[slot >>> 5] as number) | (1 << (slot & 31));
  }

  addAll(slots: readonly number[]): void {
    const words = this.#words;
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index] as number;
      words[slot >>> 5] = (words[slot >>> 5] as number) | (1 << (slot & 31));
    }
  }

  /** Keeps what is in `other` too. */
  keep(other: Bits): this {
    const words = this.#words;
    for (let at = 0; at < words.length; at++) words[at] = (words[at] as number) & (other.#words[at] as number);
    return this;
  }

  join(other: Bits): this {
    const words = this.#words;
    for (let at = 0; at < words.length; at++) words[at] = (words[at] as number) | (other.#words[at] as number);
    return this;
  }

  /** Afterwards it also has slots that were never given out: to be kept to those that were. */
  turn(): this {
    const words = this.#words;
    for (let at = 0; at < words.length; at++) words[at] = ~(words[at] as number);
    return this;
  }

  /** In rising order. */
  slots(): Uint32Array {
    const words = this.#words;
    const slots = new Uint32Array(words.length * 32);
    let count = 0;
    for (let at = 0; at < words.length; at++) {
      for (let word = words[at] as number; word !== 0; word &= word - 1) {
        slots[count++] = at * 32 + 31 - Math.clz32(word & -word);
      }
    }
    return slots.subarray(0, count);
  }
}
