/**
 * Which of the things that are in both lists keep their order among each other: the longest such row, so that as few as possible
 * count as moved. Takes n log n steps.
 */
export function unmoved(before: readonly string[], after: readonly string[]): Set<string> {
  const places = new Map(before.map((id, index) => [id, index]));
  const common = after.filter((id) => places.has(id));
  const place = (id: string): number => places.get(id) ?? 0;
  // ends[n] is the end of a row of n + 1 things that ends as early in `before` as one can; previous tells the row backwards.
  const ends: string[] = [];
  const previous = new Map<string, string | undefined>();
  for (const id of common) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (place(ends[middle] as string) < place(id)) low = middle + 1;
      else high = middle;
    }
    previous.set(id, ends[low - 1]);
    ends[low] = id;
  }
  const row = new Set<string>();
  for (let id = ends.at(-1); id !== undefined; id = previous.get(id)) row.add(id);
  return row;
}
