import type { Document } from "./memory-index.ts";
import type { Facets } from "./search.schema.ts";

const MOST_VALUES = 20;

/**
 * Counts what documents have. Values are numbered once, and so are sets of them, which many documents share: counting those of a
 * hundred thousand is but adding.
 */
export interface FacetCounter {
  /** Takes a document in, by its number. */
  set(number: number, document: Document): void;
  /** Gives a document a lower number, which nobody has any more. */
  move(number: number, to: number): void;
  of(numbers: ArrayLike<number>): Facets;
}

type Name = keyof Facets;

export function createFacets(): FacetCounter {
  const ids = new Map<string, number>();
  const values: { readonly name: Name; readonly value: string }[] = [];
  const sets: (readonly number[])[] = [];
  const setNumbers = new Map<string, number>();
  /** By document. */
  const setOf: number[] = [];

  function idOf(name: Name, value: string): number {
    const known = ids.get(`${name} ${value}`);
    if (known !== undefined) return known;
    ids.set(`${name} ${value}`, values.length);
    return values.push({ name, value }) - 1;
  }

  function setNumber(set: readonly number[]): number {
    const key = set.join();
    const known = setNumbers.get(key);
    if (known !== undefined) return known;
    setNumbers.set(key, sets.length);
    return sets.push(set) - 1;
  }

  return {
    set(number, { shown, asset }) {
      setOf[number] = setNumber([
        ...shown.labels.map((label) => idOf("labels", label)),
        idOf("people", shown.people > 2 ? "3+" : String(shown.people)),
        idOf("speech", shown.speech === null ? "false" : "true"),
        ...(shown.defects.length > 0 ? shown.defects : ["none"]).map((kind) => idOf("defects", kind)),
        ...asset.tags.map((tag) => idOf("tags", tag)),
        ...asset.collections.map((collection) => idOf("collections", collection)),
      ]);
    },
    move(number, to) {
      setOf[to] = setOf[number] as number;
    },
    of(numbers) {
      const having = new Uint32Array(sets.length);
      for (let at = 0; at < numbers.length; at++) {
        const set = setOf[numbers[at] as number] as number;
        having[set] = (having[set] as number) + 1;
      }
      const counts = new Uint32Array(values.length);
      for (const [set, ids] of sets.entries()) {
        const documents = having[set] as number;
        if (documents > 0) for (const id of ids) counts[id] = (counts[id] as number) + documents;
      }
      const facets: Facets = { labels: [], people: [], speech: [], defects: [], tags: [], collections: [] };
      for (const [id, { name, value }] of values.entries()) {
        const count = counts[id] as number;
        if (count > 0) facets[name].push({ value, count });
      }
      for (const listed of Object.values(facets)) {
        listed.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).splice(MOST_VALUES);
      }
      return facets;
    },
  };
}
