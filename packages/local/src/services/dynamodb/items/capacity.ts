import { type Index, keyAttributes, type Table } from "../tables/table.ts";
import { attributeOf, type Item, setAttribute } from "../values/attribute-value.ts";
import { equalItems } from "../values/comparison.ts";
import { itemSize } from "../values/size.ts";
import { encodeEntry } from "./keys.ts";
import type { Outcome } from "./planned-write.ts";

const READ_UNIT = 4096;
const WRITE_UNIT = 1024;

export type CapacityDetail = "NONE" | "TOTAL" | "INDEXES" | undefined;

export interface ConsumedCapacity {
  TableName: string;
  CapacityUnits: number;
  ReadCapacityUnits?: number;
  WriteCapacityUnits?: number;
  Table?: { CapacityUnits: number };
  GlobalSecondaryIndexes?: Record<string, { CapacityUnits: number }>;
  LocalSecondaryIndexes?: Record<string, { CapacityUnits: number }>;
}

/** Units for reading so many bytes: one for 4 KB, half of that when an older state may be read. */
export function readUnits(bytes: number, consistent: boolean | undefined): number {
  return Math.max(1, Math.ceil(bytes / READ_UNIT)) * (consistent ? 1 : 0.5);
}

/** What reading from a table, or from one of its indexes, cost. Undefined when nobody asked. */
export function readCapacity(
  detail: CapacityDetail,
  table: Table,
  units: number,
  index?: Index,
): ConsumedCapacity | undefined {
  if (!wanted(detail)) return undefined;
  const capacity: ConsumedCapacity = { TableName: table.name, CapacityUnits: units };
  if (detail !== "INDEXES") return capacity;
  capacity.Table = { CapacityUnits: index ? 0 : units };
  if (index) capacity[memberOf(index)] = { [index.name]: { CapacityUnits: units } };
  return capacity;
}

/** What writes to a table cost, one unit for each KB of the larger of old and new item, and the same in each index. */
export function writeCapacity(
  detail: CapacityDetail,
  table: Table,
  writes: readonly { readonly key: Buffer; readonly outcome: Outcome }[],
  unitsPerWrite = 1,
): ConsumedCapacity | undefined {
  if (!wanted(detail)) return undefined;
  const sum = (unitsOf: (write: (typeof writes)[number]) => number) =>
    writes.reduce((total, write) => total + unitsOf(write), 0) * unitsPerWrite;
  const own = sum(({ outcome: { old, next } }) => units(Math.max(old?.bytes ?? 0, next ? itemSize(next) : 0)) || 1);
  const indexes = table.indexes
    .map((index) => ({ index, units: sum((write) => indexUnits(table, index, write)) }))
    .filter((entry) => entry.units > 0);
  const capacity: ConsumedCapacity = {
    TableName: table.name,
    CapacityUnits: indexes.reduce((total, entry) => total + entry.units, own),
  };
  if (detail !== "INDEXES") return capacity;
  capacity.Table = { CapacityUnits: own };
  for (const entry of indexes) {
    const member = memberOf(entry.index);
    capacity[member] = { ...capacity[member], [entry.index.name]: { CapacityUnits: entry.units } };
  }
  return capacity;
}

/** An entry that moves is taken out and put in; one whose projected attributes stay the same costs nothing. */
function indexUnits(table: Table, index: Index, { key, outcome }: { key: Buffer; outcome: Outcome }): number {
  const { old, next } = outcome;
  const [before, now] = [old && encodeEntry(index, old.item, key), next && encodeEntry(index, next, key)];
  const oldPart = before && old && projected(table, index, old.item);
  const newPart = now && next && projected(table, index, next);
  if (!oldPart || !newPart || !before?.equals(now ?? Buffer.alloc(0))) {
    return (oldPart ? units(itemSize(oldPart)) : 0) + (newPart ? units(itemSize(newPart)) : 0);
  }
  return equalItems(oldPart, newPart) ? 0 : units(Math.max(itemSize(oldPart), itemSize(newPart)));
}

/** The part of an item that an index holds. */
export function projected(table: Table, index: Index, item: Item): Item {
  if (index.projection.type === "ALL") return item;
  const result: Item = {};
  const names = [...keyAttributes(table.key), ...keyAttributes(index.key)].map(({ name }) => name);
  for (const name of [...names, ...index.projection.attributes]) {
    const value = attributeOf(item, name);
    if (value) setAttribute(result, name, value);
  }
  return result;
}

function units(bytes: number): number {
  return Math.ceil(bytes / WRITE_UNIT);
}

function wanted(detail: CapacityDetail): boolean {
  return detail === "TOTAL" || detail === "INDEXES";
}

function memberOf(index: Index): "GlobalSecondaryIndexes" | "LocalSecondaryIndexes" {
  return index.kind === "global" ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes";
}
