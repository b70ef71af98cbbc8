import type { Filter } from "../filter.ts";
import type { Metadata } from "../metadata.ts";
import { Bits } from "./bits.ts";
import { Codes, type Metric } from "./codes.ts";
import { Facts } from "./facts.ts";
import { Nearest } from "./nearest.ts";

/** What the engine has to know of an index. */
export interface IndexShape {
  readonly id: number;
  readonly dimension: number;
  readonly metric: Metric;
  readonly nonFilterableKeys: readonly string[];
}

/** Slots of vectors that were replaced or deleted, and that may lie about before all is read anew. */
const LEAST_DEAD = 1000;

/**
 * What is in memory of an index: its vectors as codes, and its filterable metadata. A vector that changes gets a new slot.
 * It tells candidates; whoever asks compares those exactly.
 */
export class Searcher {
  readonly #shape: IndexShape;
  readonly #codes: Codes;
  readonly #facts = new Facts();
  /** By slot: the row of its vector, or undefined when it is dead. By row: its slot. */
  readonly #rows: (number | undefined)[] = [];
  readonly #slots = new Map<number, number>();
  /** All living slots; found at the first search after a change. */
  #living: { readonly bits: Bits; readonly slots: Uint32Array } | undefined;
  /** What the last filter let through, until a change: queries of one workspace have the same one. */
  #matched: { readonly filter: string; readonly slots: Uint32Array } | undefined;

  constructor(shape: IndexShape) {
    this.#shape = shape;
    this.#codes = new Codes(shape.dimension, shape.metric);
  }

  /** Whether so many slots are dead that it is better read anew. */
  get isWorn(): boolean {
    return this.#rows.length - this.#slots.size > Math.max(LEAST_DEAD, this.#slots.size);
  }

  put(row: number, vector: Float32Array, metadata: Metadata | undefined): void {
    this.remove(row);
    const slot = this.#codes.add(vector);
    this.#rows[slot] = row;
    this.#slots.set(row, slot);
    if (metadata) this.#facts.add(slot, metadata, this.#shape.nonFilterableKeys);
  }

  remove(row: number): void {
    this.#living = undefined;
    this.#matched = undefined;
    const slot = this.#slots.get(row);
    if (slot === undefined) return;
    this.#slots.delete(row);
    this.#rows[slot] = undefined;
  }

  /** Rows of the `size` vectors that seem nearest among those that the filter lets through; all of them when they are fewer. */
  candidates(query: Float32Array, size: number, filter: Filter | undefined): number[] {
    const slots = this.#matching(filter);
    if (slots.length <= size) return this.#rowsOf(slots);
    const nearest = new Nearest(size);
    this.#codes.scan(query, slots, (slot, score) => nearest.offer(slot, score));
    return this.#rowsOf(nearest.slots());
  }

  #matching(filter: Filter | undefined): Uint32Array {
    this.#living ??= this.#findLiving();
    if (!filter) return this.#living.slots;
    const name = JSON.stringify(filter);
    if (this.#matched?.filter !== name) {
      const slots = this.#facts.find(filter, this.#rows.length).keep(this.#living.bits).slots();
      this.#matched = { filter: name, slots };
    }
    return this.#matched.slots;
  }

  #findLiving(): { bits: Bits; slots: Uint32Array } {
    const bits = new Bits(this.#rows.length);
    for (const slot of this.#slots.values()) bits.add(slot);
    return { bits, slots: bits.slots() };
  }

  #rowsOf(slots: Iterable<number>): number[] {
    return Array.from(slots, (slot) => this.#rows[slot] as number);
  }
}
