import { ItemError } from "../errors.ts";
import { type Index, type KeyAttribute, type KeySchema, keyAttributes, type Table } from "../tables/table.ts";
import { type AttributeValue, attributeOf, type Item, typeOf } from "../values/attribute-value.ts";
import { equalValues } from "../values/comparison.ts";
import { encodeKeyValue, partitionHash } from "../values/key-encoding.ts";
import { bytesLength } from "../values/size.ts";

const LONGEST_HASH_KEY = 2048;
const LONGEST_RANGE_KEY = 1024;
const HASH_BYTES = 4;

/** The key of an item in its table: hash of the partition, partition, range. The item has passed its check. */
export function encodeKey(key: KeySchema, item: Item): Buffer {
  const valuesOf = (attributes: readonly KeyAttribute[]) =>
    attributes.map(({ name }) => {
      const value = attributeOf(item, name);
      if (value) return value;
      throw new TypeError(`Key attribute ${name} came past the check of keys`);
    });
  const partition = encodePartition(valuesOf(key.hash));
  return key.range.length === 0 ? partition : Buffer.concat([partition, ...valuesOf(key.range).map(encodeKeyValue)]);
}

/**
 * The key of an item in an index, made unique by its key in the table, or undefined when the item is not in the index
 * because it lacks a key attribute.
 */
export function encodeEntry(index: Index, item: Item, tableKey: Buffer): Buffer | undefined {
  // A value that no key may have came in before the index was made: such items are left out.
  if (keyAttributes(index.key).some(({ name, type }) => !attributeOf(item, name)?.[type])) return undefined;
  if (tooLong(index.key, item)) return undefined;
  return entryKey(encodeKey(index.key, item), tableKey);
}

/** Where an entry with this index key stands for the item with this table key. */
export function entryKey(indexKey: Buffer, tableKey: Buffer): Buffer {
  return Buffer.concat([indexKey, tableKey.subarray(HASH_BYTES)]);
}

/** The beginning of all keys of one partition. */
export function encodePartition(values: readonly AttributeValue[]): Buffer {
  const partition = Buffer.concat(values.map(encodeKeyValue));
  return Buffer.concat([partitionHash(partition), partition]);
}

/** Checks the Key of a request: exactly the table's key attributes. Throws ValidationException. */
export function checkKey(table: Table, key: Item): void {
  const schema = keyAttributes(table.key);
  for (const { name, type } of schema) {
    if (attributeOf(key, name)?.[type] === undefined) throw schemaMismatch();
  }
  if (Object.keys(key).length !== schema.length) throw schemaMismatch();
  checkKeySizes(table.key, key, "One or more parameter values were invalid: ");
}

export function schemaMismatch(): Error {
  return new ItemError("The provided key element does not match the schema");
}

/** Checks that an item can be stored under its keys, in the table and in every index. Throws ValidationException. */
export function checkItemKeys(table: Table, item: Item): void {
  for (const { name, type } of keyAttributes(table.key)) {
    const value = attributeOf(item, name);
    if (!value) throw new ItemError(`One or more parameter values were invalid: Missing the key ${name} in the item`);
    if (value[type] === undefined) {
      throw new ItemError(
        `One or more parameter values were invalid: Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`,
      );
    }
  }
  checkKeySizes(table.key, item);
  checkIndexKeys(table, item);
}

/**
 * An index key may be absent, but when it is there it must be of its type and fit. What was in the item `before` may stay:
 * it can be older than the index.
 */
export function checkIndexKeys(table: Table, item: Item, before: Item = {}): void {
  for (const index of table.indexes) {
    const attributes = keyAttributes(index.key);
    if (attributes.every(({ name }) => isUnchanged(item, before, name))) continue;
    for (const { name, type } of attributes) {
      const value = attributeOf(item, name);
      if (!value) continue;
      if (value[type] === undefined) {
        throw new ItemError(
          `One or more parameter values were invalid: Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
        );
      }
      if (value.S === "" || value.B === "") {
        throw new ItemError(
          `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${emptyKey(name, type)}, IndexName: ${index.name}, IndexKey: ${name}`,
        );
      }
    }
    checkKeySizes(index.key, item);
  }
}

function emptyKey(name: string, type: string): string {
  const kind = type === "S" ? "string" : "binary";
  return `The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`;
}

function checkKeySizes(key: KeySchema, item: Item, prefix = "One or more parameter values are not valid. "): void {
  for (const { name, type } of keyAttributes(key)) {
    const value = attributeOf(item, name);
    if (value?.S === "" || value?.B === "") {
      throw new ItemError(prefix + emptyKey(name, type));
    }
  }
  const problem = tooLong(key, item);
  if (problem) throw new ItemError(`One or more parameter values were invalid: ${problem}`);
}

function tooLong(key: KeySchema, item: Item): string | undefined {
  if (lengthOf(key.hash, item) > LONGEST_HASH_KEY) {
    return `Size of hashkey has exceeded the maximum size limit of${LONGEST_HASH_KEY} bytes`;
  }
  if (lengthOf(key.range, item) > LONGEST_RANGE_KEY) {
    return `Aggregated size of all range keys has exceeded the size limit of ${LONGEST_RANGE_KEY} bytes`;
  }
  return undefined;
}

function isUnchanged(item: Item, before: Item, name: string): boolean {
  const [value, old] = [attributeOf(item, name), attributeOf(before, name)];
  return value === undefined || (old !== undefined && equalValues(value, old));
}

function lengthOf(attributes: readonly KeyAttribute[], item: Item): number {
  return attributes.reduce((total, { name }) => {
    const value = attributeOf(item, name);
    if (value?.S !== undefined) return total + Buffer.byteLength(value.S);
    return total + (value?.B === undefined ? 0 : bytesLength(value.B));
  }, 0);
}
