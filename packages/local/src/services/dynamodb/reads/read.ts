import type { Context } from "../context.ts";
import type { Condition } from "../expressions/condition.ts";
import type { Path } from "../expressions/path.ts";
import { pathTree } from "../expressions/projection.ts";
import { type CapacityDetail, readCapacity, readUnits } from "../items/capacity.ts";
import { expectKeysWhole, type ProjectionInput } from "../items/projection.ts";
import { attributes } from "../requests/attribute-shape.ts";
import {
  attributesToGet,
  conditionalOperator,
  indexName,
  placeholders,
  returnConsumedCapacity,
  tableName,
} from "../requests/members.ts";
import { boolean, integer, text } from "../requests/shape.ts";
import type { AttributeValue, Item } from "../values/attribute-value.ts";
import type { KeyRange } from "./key-range.ts";
import { readPage } from "./page.ts";
import { checkSelect, type Select, type Source } from "./source.ts";

/** What Query and Scan have in common. */
export interface ReadInput extends ProjectionInput {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly FilterExpression?: string;
  readonly ConditionalOperator?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
  readonly ExclusiveStartKey?: Item;
  readonly Limit?: number;
  readonly Select?: Select;
  readonly ConsistentRead?: boolean;
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

export const readMembers = {
  TableName: tableName,
  IndexName: indexName,
  FilterExpression: text(),
  ProjectionExpression: text(),
  AttributesToGet: attributesToGet,
  ConditionalOperator: conditionalOperator,
  ...placeholders,
  ExclusiveStartKey: attributes,
  Limit: integer({ min: 1 }),
  Select: text({ oneOf: ["SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"] }),
  ConsistentRead: boolean,
  ReturnConsumedCapacity: returnConsumedCapacity,
};

export interface Reading {
  readonly source: Source;
  readonly range: KeyRange;
  readonly forward: boolean;
  readonly filter: Condition | undefined;
  readonly selected: readonly Path[] | undefined;
}

/** Reads one page and answers with it. */
export function answer(context: Context, input: ReadInput, reading: Reading): object {
  const { source, range, forward, filter, selected } = reading;
  expectKeysWhole(source.table, selected);
  const whole = checkSelect(
    source,
    input.Select,
    selected,
    input.AttributesToGet ? "AttributesToGet" : "ProjectionExpression",
  );
  const countOnly = input.Select === "COUNT";
  const { items, count, scanned, bytes, last } = readPage(context, {
    source,
    range,
    forward,
    filter,
    limit: input.Limit,
    projection: selected && pathTree(selected),
    whole,
    countOnly,
  });
  const { table, index } = source;
  const units = readUnits(bytes, input.ConsistentRead);
  return {
    Items: countOnly ? undefined : items,
    Count: count,
    ScannedCount: scanned,
    LastEvaluatedKey: last,
    ConsumedCapacity: readCapacity(input.ReturnConsumedCapacity, table, units, index),
  };
}
