import type { Context } from "../context.ts";
import { Placeholders } from "../expressions/placeholders.ts";
import { pathTree, project } from "../expressions/projection.ts";
import { attributes } from "../requests/attribute-shape.ts";
import { endpoint } from "../requests/endpoint.ts";
import { attributesToGet, placeholders as names, returnConsumedCapacity, tableName } from "../requests/members.ts";
import { boolean, required, structure, text } from "../requests/shape.ts";
import { expectOneStyle } from "../requests/styles.ts";
import type { Table } from "../tables/table.ts";
import type { Item } from "../values/attribute-value.ts";
import { checkItem } from "../values/check.ts";
import { type CapacityDetail, readCapacity, readUnits } from "./capacity.ts";
import { checkKey, encodeKey } from "./keys.ts";
import { expectKeysWhole, type ProjectionInput, projectionOf, projectionStyles } from "./projection.ts";
import type { StoredItem } from "./stored-item.ts";

export interface GetInput extends ProjectionInput {
  readonly TableName: string;
  readonly Key: Item;
  readonly ExpressionAttributeNames?: Record<string, string>;
}

interface GetItemInput extends GetInput {
  readonly ConsistentRead?: boolean;
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

/** What was read: the whole item as stored, and the part of it that was asked for. */
export interface Read {
  readonly table: Table;
  readonly key: Buffer;
  readonly stored: StoredItem | undefined;
  readonly item: Item | undefined;
}

export function readItem({ tables, items }: Context, input: GetInput): Read {
  checkItem(input.Key);
  const placeholders = Placeholders.of(input.ExpressionAttributeNames, undefined);
  const paths = projectionOf(input, placeholders);
  placeholders.expectAllUsed();
  const table = tables.get(input.TableName);
  checkKey(table, input.Key);
  expectKeysWhole(table, paths);
  const key = encodeKey(table.key, input.Key);
  const stored = items.find(table, key);
  return { table, key, stored, item: stored && paths ? project(stored.item, pathTree(paths)) : stored?.item };
}

export function getItem(context: Context) {
  return endpoint<GetItemInput, object>({
    input: structure({
      TableName: tableName,
      Key: required(attributes),
      ProjectionExpression: text(),
      ExpressionAttributeNames: names.ExpressionAttributeNames,
      AttributesToGet: attributesToGet,
      ConsistentRead: boolean,
      ReturnConsumedCapacity: returnConsumedCapacity,
    }),
    permissions: ({ TableName }) => [{ action: "dynamodb:GetItem", resource: context.tables.arnOf(TableName) }],
    run(input) {
      expectOneStyle(input, projectionStyles);
      const { table, stored, item } = readItem(context, input);
      const units = readUnits(stored?.bytes ?? 0, input.ConsistentRead);
      return { Item: item, ConsumedCapacity: readCapacity(input.ReturnConsumedCapacity, table, units) };
    },
  });
}
