import { invalidValues, validationError } from "../errors.ts";
import type { Path } from "../expressions/path.ts";
import { encodeKey, entryKey } from "../items/keys.ts";
import { entryAttributes, type Index, type KeySchema, keyAttributes, type Table } from "../tables/table.ts";
import { attributeOf, type Item } from "../values/attribute-value.ts";
import { checkItem } from "../values/check.ts";

/** Where a Query or Scan reads: a table, or one of its indexes. */
export interface Source {
  readonly table: Table;
  readonly index: Index | undefined;
  readonly key: KeySchema;
}

export function sourceOf(table: Table, indexName: string | undefined, consistent: boolean | undefined): Source {
  if (indexName === undefined) return { table, index: undefined, key: table.key };
  const index = table.indexes.find(({ name }) => name === indexName);
  if (!index) throw validationError(`The table does not have the specified index: ${indexName}`);
  if (!index.ready) throw validationError(`Cannot read from backfilling global secondary index: ${indexName}`);
  if (consistent && index.kind === "global") {
    throw validationError("Consistent reads are not supported on global secondary indexes");
  }
  return { table, index, key: index.key };
}

/** The ARN that reading needs a right for: an index has its own. */
export function sourceArn(tableArn: string, indexName: string | undefined): string {
  return indexName === undefined ? tableArn : `${tableArn}/index/${indexName}`;
}

/** The attributes that a position in a source consists of. */
export function positionAttributes({ table, index }: Source) {
  return index ? entryAttributes(table, index) : keyAttributes(table.key);
}

/** Where reading stopped: the LastEvaluatedKey behind this item. */
export function positionOf(source: Source, item: Item): Item {
  const position: Item = {};
  for (const { name } of positionAttributes(source)) {
    const value = attributeOf(item, name);
    if (value) position[name] = value;
  }
  return position;
}

/** The key in the database that an ExclusiveStartKey means. Throws ValidationException. */
export function startKey(source: Source, position: Item): Buffer {
  const invalid = (reason = "") => validationError(`The provided starting key is invalid${reason}`);
  checkItem(position);
  const attributes = positionAttributes(source);
  const mismatch = attributes.some(({ name, type }) => !attributeOf(position, name)?.[type]);
  if (mismatch || Object.keys(position).length !== attributes.length) {
    throw invalid(source.index ? "" : ": The provided key element does not match the schema");
  }
  const tableKey = encodeKey(source.table.key, position);
  return source.index ? entryKey(encodeKey(source.index.key, position), tableKey) : tableKey;
}

export type Select = "ALL_ATTRIBUTES" | "ALL_PROJECTED_ATTRIBUTES" | "SPECIFIC_ATTRIBUTES" | "COUNT" | undefined;

/** Checks that what is to be returned fits the source. Returns whether items are wanted beyond what the index holds. */
export function checkSelect(
  { table, index }: Source,
  select: Select,
  paths: readonly Path[] | undefined,
  member: "ProjectionExpression" | "AttributesToGet",
): boolean {
  if (paths && select !== undefined && select !== "SPECIFIC_ATTRIBUTES") {
    const what = select === "COUNT" ? "only the Count" : select;
    throw validationError(`Cannot specify the ${member} when choosing to get ${what}`);
  }
  if (!paths && select === "SPECIFIC_ATTRIBUTES") {
    throw validationError(
      "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
    );
  }
  if (!index) {
    if (select !== "ALL_PROJECTED_ATTRIBUTES") return false;
    throw invalidValues("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  }
  if (index.projection.type === "ALL") return false;
  if (index.kind === "local") {
    return select === "ALL_ATTRIBUTES" || (paths?.some(([name]) => !holds(table, index, name)) ?? false);
  }
  if (select === "ALL_ATTRIBUTES") {
    throw invalidValues(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const absent = paths?.find(([name]) => !holds(table, index, name));
  if (absent) throw invalidValues(`Global secondary index ${index.name} does not project ${absent[0]}`);
  return false;
}

function holds(table: Table, index: Index, name: string): boolean {
  return index.projection.attributes.includes(name) || entryAttributes(table, index).some((key) => key.name === name);
}
