/** The `size` entries with the highest scores of all that were offered: a heap whose root is the lowest of them. */
export class Nearest {
  readonly #size: number;
  readonly #slots: number[] = [];
  readonly #scores: number[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  offer(slot: number, score: number): void {
    if (this.#slots.length < this.#size) {
      this.#slots.push(slot);
      this.#scores.push(score);
      this.#rise(this.#slots.length - 1);
    } else if (score > (this.#scores[0] as number)) {
      this.#slots[0] = slot;
      this.#scores[0] = score;
      this.#sink(0);
    }
  }

  /** In no order. */
  slots(): readonly number[] {
    return this.#slots;
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if ((this.#scores[parent] as number) <= (this.#scores[at] as number)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(from: number): void {
    for (let at = from; ; ) {
      const left = 2 * at + 1;
      if (left >= this.#slots.length) return;
      const right = left + 1;
      const isRightLower =
        right < this.#slots.length && (this.#scores[right] as number) < (this.#scores[left] as number);
      const lower = isRightLower ? right : left;
      if ((this.#scores[at] as number) <= (this.#scores[lower] as number)) return;
      this.#swap(at, lower);
      at = lower;
    }
  }

  #swap(one: number, other: number): void {
    const slot = this.#slots[one] as number;
    const score = this.#scores[one] as number;
    this.#slots[one] = this.#slots[other] as number;
    this.#scores[one] = this.#scores[other] as number;
    this.#slots[other] = slot;
    this.#scores[other] = score;
  }
}
