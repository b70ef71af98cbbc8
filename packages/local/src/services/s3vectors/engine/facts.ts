import type { Comparison, Filter } from "../filter.ts";
import type { Metadata, Primitive } from "../metadata.ts";
import { Bits } from "./bits.ts";

/** Slots in rising order; alone it is the number itself, since most values of ids and times have one slot only. */
type Slots = number | number[];

interface Key {
  readonly present: number[];
  readonly values: Map<Primitive, Slots>;
}

const holds: Readonly<Record<Comparison, (value: number, bound: number) => boolean>> = {
  $gt: (value, bound) => value > bound,
  $gte: (value, bound) => value >= bound,
  $lt: (value, bound) => value < bound,
  $lte: (value, bound) => value <= bound,
};

/** Which slots have which filterable metadata, by key and value: a filter is answered without looking at every vector. */
export class Facts {
  readonly #keys = new Map<string, Key>();

  /** To be called with slots in rising order. */
  add(slot: number, metadata: Metadata, nonFilterableKeys: readonly string[]): void {
    for (const [name, value] of Object.entries(metadata)) {
      if (nonFilterableKeys.includes(name)) continue;
      const key = this.#key(name);
      key.present.push(slot);
      const values = Array.isArray(value) ? new Set(value as Primitive[]) : [value as Primitive];
      for (const entry of values) note(key.values, entry, slot);
    }
  }

  /**
   * The slots below `size` that a filter lets through. A list fulfils a condition when one of its entries does. `$ne` and
   * `$nin` are the opposite of `$eq` and `$in`, so they also let through what does not have the key.
   */
  find(filter: Filter, size: number): Bits {
    switch (filter.kind) {
      case "all":
      case "any": {
        const [first, ...others] = filter.of.map((part) => this.find(part, size));
        const joined = first ?? new Bits(size);
        for (const other of others) filter.kind === "all" ? joined.keep(other) : joined.join(other);
        return joined;
      }
      case "in": {
        const values = this.#keys.get(filter.key)?.values;
        const found = new Bits(size);
        for (const value of filter.values) fill(found, values?.get(value) ?? []);
        return filter.negated ? found.turn() : found;
      }
      case "compare": {
        const found = new Bits(size);
        const fits = holds[filter.by];
        for (const [value, slots] of this.#keys.get(filter.key)?.values ?? []) {
          if (typeof value === "number" && fits(value, filter.with)) fill(found, slots);
        }
        return found;
      }
      case "exists": {
        const found = new Bits(size);
        fill(found, this.#keys.get(filter.key)?.present ?? []);
        return filter.negated ? found.turn() : found;
      }
    }
  }

  #key(name: string): Key {
    const known = this.#keys.get(name);
    if (known) return known;
    const key: Key = { present: [], values: new Map() };
    this.#keys.set(name, key);
    return key;
  }
}

function note(values: Map<Primitive, Slots>, value: Primitive, slot: number): void {
  const known = values.get(value);
  if (known === undefined) values.set(value, slot);
  else if (typeof known === "number") values.set(value, [known, slot]);
  else known.push(slot);
}

function fill(bits: Bits, slots: Slots): void {
  if (typeof slots === "number") bits.add(slots);
  else bits.addAll(slots);
}
