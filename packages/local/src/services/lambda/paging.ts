/** One page of a list in the order of its keys; a marker is the last key of the page before. */
export function page<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  marker: string | undefined,
  most: number,
): { items: Item[]; NextMarker?: string } {
  const sorted = all.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const rest = marker === undefined ? sorted : sorted.filter((item) => keyOf(item) > marker);
  const items = rest.slice(0, most);
  const last = items.at(-1);
  return { items, ...(rest.length > most && last && { NextMarker: keyOf(last) }) };
}
