import { createKernel, type Kernel, LANES, type Memory, PAGE_BYTES } from "./kernel.ts";

/** Slots whose products are computed in one call, at most. */
const BLOCK = 4096;
/**
 * Of so many slots in a row that are wanted, all that lie between them are computed too when that makes no more than a block:
 * memory is read twice as fast without gaps.
 */
const PART = BLOCK / 2;
const LARGEST_CODE = 127;

/** Turns a product of codes into what is compared: `product * gain + offset`, the more the nearer. */
interface Scale {
  readonly gain: number;
  readonly offset: number;
}

export type Metric = "cosine" | "euclidean";

/**
 * Every vector of an index in a quarter of its size: eight bits a number, for a first pass over all of them. Slots are given
 * out in order and never again. 100,000 x 512 are 51 MB.
 */
export class Codes {
  readonly #width: number;
  readonly #metric: Metric;
  readonly #memory: Memory;
  readonly #kernel: Kernel;
  readonly #gains: number[] = [];
  readonly #offsets: number[] = [];
  /** Addresses: the query first, then one block of slots, their products, and from here on the codes. */
  readonly #slotsAt: number;
  readonly #outAt: number;
  readonly #codesAt: number;

  constructor(dimension: number, metric: Metric) {
    this.#width = Math.ceil(dimension / LANES) * LANES;
    this.#metric = metric;
    this.#slotsAt = 2 * this.#width;
    this.#outAt = this.#slotsAt + 4 * BLOCK;
    this.#codesAt = this.#outAt + 4 * BLOCK;
    const { memory, kernel } = createKernel(pagesFor(this.#codesAt));
    this.#memory = memory;
    this.#kernel = kernel;
  }

  get count(): number {
    return this.#gains.length;
  }

  /** Keeps a vector and returns its slot. */
  add(vector: Float32Array): number {
    const slot = this.count;
    const at = this.#codesAt + slot * this.#width;
    this.#reserve(at + this.#width);
    const step = largest(vector) / LARGEST_CODE || 1;
    const codes = new Int8Array(this.#memory.buffer, at, this.#width);
    for (let index = 0; index < vector.length; index++) codes[index] = Math.round((vector[index] as number) / step);
    const { gain, offset } = this.#scaleOf(vector, step);
    this.#gains.push(gain);
    this.#offsets.push(offset);
    return slot;
  }

  /** Tells how near the query is to each of `slots`, which are in rising order: `(slot, score)`, the more the nearer. */
  scan(query: Float32Array, slots: Uint32Array, visit: (slot: number, score: number) => void): void {
    const step = this.#writeQuery(query);
    const block = new Uint32Array(this.#memory.buffer, this.#slotsAt, BLOCK);
    const products = new Int32Array(this.#memory.buffer, this.#outAt, BLOCK);
    for (let start = 0; start < slots.length; start += PART) {
      const part = slots.subarray(start, start + PART);
      const first = part[0] as number;
      const span = (part.at(-1) as number) - first + 1;
      const isDense = span <= BLOCK;
      const count = isDense ? span : part.length;
      for (let index = 0; index < count; index++) block[index] = isDense ? first + index : (part[index] as number);
      this.#kernel.score(0, this.#slotsAt, count, this.#outAt, this.#codesAt, this.#width);
      for (let index = 0; index < part.length; index++) {
        const slot = part[index] as number;
        const product = (products[isDense ? slot - first : index] as number) * step;
        visit(slot, product * (this.#gains[slot] as number) + (this.#offsets[slot] as number));
      }
    }
  }

  /** Cosine compares directions: the product over the length. Euclidean: -|q - v|^2 without |q|^2, which is the same for all. */
  #scaleOf(vector: Float32Array, step: number): Scale {
    const square = dot(vector, vector);
    if (this.#metric === "cosine") return { gain: step / Math.sqrt(square), offset: 0 };
    return { gain: 2 * step, offset: -square };
  }

  /** As int16, as fine as sums in int32 allow. Returns the size of a step. */
  #writeQuery(query: Float32Array): number {
    const largestCode = Math.min(32_767, Math.floor((2 ** 31 - 1) / (LARGEST_CODE * this.#width)));
    const step = largest(query) / largestCode || 1;
    const codes = new Int16Array(this.#memory.buffer, 0, this.#width);
    for (let index = 0; index < query.length; index++) codes[index] = Math.round((query[index] as number) / step);
    return step;
  }

  /** Grows by an eighth, so that filling an index takes time in proportion to its size. */
  #reserve(bytes: number): void {
    const has = this.#memory.buffer.byteLength;
    if (bytes > has) this.#memory.grow(pagesFor(Math.max(bytes - has, has / 8)));
  }
}

const pagesFor = (bytes: number): number => Math.ceil(bytes / PAGE_BYTES);

function largest(vector: Float32Array): number {
  let found = 0;
  for (let index = 0; index < vector.length; index++) found = Math.max(found, Math.abs(vector[index] as number));
  return found;
}

export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] as number) * (other[index] as number);
  return sum;
}
