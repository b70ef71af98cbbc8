import type { Document } from "./memory-index.ts";
import type { Facets } from "./search.schema.ts";

const MOST_VALUES = 20;

/** Counts what documents have. */
export function facetsOf(documents: Iterable<Document>): Facets {
  const counts = {
    labels: new Map<string, number>(),
    people: new Map<string, number>(),
    speech: new Map<string, number>(),
    defects: new Map<string, number>(),
    tags: new Map<string, number>(),
    collections: new Map<string, number>(),
  };
  for (const { shown, asset } of documents) {
    for (const label of shown.labels) count(counts.labels, label);
    count(counts.people, shown.people > 2 ? "3+" : String(shown.people));
    count(counts.speech, shown.speech === null ? "false" : "true");
    for (const kind of shown.defects.length > 0 ? shown.defects : ["none"]) count(counts.defects, kind);
    for (const tag of asset.tags) count(counts.tags, tag);
    for (const collection of asset.collections) count(counts.collections, collection);
  }
  return {
    labels: listed(counts.labels),
    people: listed(counts.people),
    speech: listed(counts.speech),
    defects: listed(counts.defects),
    tags: listed(counts.tags),
    collections: listed(counts.collections),
  };
}

const count = (counts: Map<string, number>, value: string): void =>
  void counts.set(value, (counts.get(value) ?? 0) + 1);

const listed = (counts: Map<string, number>) =>
  [...counts]
    .map(([value, number]) => ({ value, count: number }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES);
