import type { Context } from "../context.ts";
import { validationError } from "../errors.ts";
import { attributes } from "../requests/attribute-shape.ts";
import { endpoint } from "../requests/endpoint.ts";
import { attributesToGet, placeholders as names, returnConsumedCapacity } from "../requests/members.ts";
import { boolean, listOf, mapOf, required, structure, text } from "../requests/shape.ts";
import { expectOneStyle } from "../requests/styles.ts";
import type { Item } from "../values/attribute-value.ts";
import { type CapacityDetail, readCapacity, readUnits } from "./capacity.ts";
import { type GetInput, readItem } from "./get-item.ts";
import { projectionStyles } from "./projection.ts";

const MOST_KEYS = 100;
const LARGEST_RESPONSE = 16 * 1024 * 1024;

interface TableRequest extends Omit<GetInput, "TableName" | "Key"> {
  readonly Keys: Item[];
  readonly ConsistentRead?: boolean;
}

interface BatchGetItemInput {
  readonly RequestItems: Record<string, TableRequest>;
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

const tableRequest = structure(
  {
    Keys: required(listOf(attributes, { min: 1, max: MOST_KEYS })),
    ProjectionExpression: text(),
    ExpressionAttributeNames: names.ExpressionAttributeNames,
    AttributesToGet: attributesToGet,
    ConsistentRead: boolean,
  },
  "KeysAndAttributes",
);

export function batchGetItem(context: Context) {
  return endpoint<BatchGetItemInput, object>({
    input: structure({
      RequestItems: required(mapOf(tableRequest, "KeysAndAttributes", { min: 1, max: MOST_KEYS })),
      ReturnConsumedCapacity: returnConsumedCapacity,
    }),
    permissions: ({ RequestItems }) =>
      Object.keys(RequestItems).map((name) => ({
        action: "dynamodb:BatchGetItem",
        resource: context.tables.arnOf(name),
      })),
    run({ RequestItems, ReturnConsumedCapacity }) {
      const requests = Object.entries(RequestItems);
      if (requests.reduce((total, [, { Keys }]) => total + Keys.length, 0) > MOST_KEYS) {
        throw validationError("Too many items requested for the BatchGetItem call");
      }
      const responses: Record<string, Item[]> = {};
      const unprocessed: Record<string, TableRequest> = {};
      const capacities: object[] = [];
      let room = LARGEST_RESPONSE;
      for (const [TableName, { Keys, ...request }] of requests) {
        expectOneStyle(request, projectionStyles);
        const reads = Keys.map((Key) => readItem(context, { ...request, TableName, Key }));
        expectDistinct(reads.map(({ key }) => key));
        const found: Item[] = [];
        const left: Item[] = [];
        let units = 0;
        reads.forEach(({ stored, item }, index) => {
          const bytes = stored?.bytes ?? 0;
          const key = Keys[index];
          if (bytes > room && key) {
            left.push(key);
            return;
          }
          room -= bytes;
          units += readUnits(bytes, request.ConsistentRead);
          if (item) found.push(item);
        });
        responses[TableName] = found;
        if (left.length > 0) unprocessed[TableName] = { ...request, Keys: left };
        const capacity = readCapacity(ReturnConsumedCapacity, context.tables.get(TableName), units);
        if (capacity) capacities.push(capacity);
      }
      return {
        Responses: responses,
        UnprocessedKeys: unprocessed,
        ConsumedCapacity: capacities.length > 0 ? capacities : undefined,
      };
    },
  });
}

/** Throws when two of a table's keys are the same. */
export function expectDistinct(keys: readonly Buffer[]): void {
  if (new Set(keys.map((key) => key.toString("latin1"))).size === keys.length) return;
  throw validationError("Provided list of item keys contains duplicates");
}
