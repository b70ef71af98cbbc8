import type { Table } from "../tables/table.ts";
import { attributeOf, type Item } from "../values/attribute-value.ts";

/** Only tables with local indexes have item collections of limited size. They are small here: 0 to 1 GB. */
export function collectionMetrics(wanted: string | undefined, table: Table, item: Item): object | undefined {
  if (wanted !== "SIZE" || !table.indexes.some(({ kind }) => kind === "local")) return undefined;
  const key = Object.fromEntries(table.key.hash.map(({ name }) => [name, attributeOf(item, name)]));
  return { ItemCollectionKey: key, SizeEstimateRangeGB: [0, 1] };
}
