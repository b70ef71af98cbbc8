import type { Context } from "../context.ts";
import { validationError } from "../errors.ts";
import { attributes } from "../requests/attribute-shape.ts";
import { endpoint } from "../requests/endpoint.ts";
import { placeholders as names, returnConsumedCapacity, tableName } from "../requests/members.ts";
import { listOf, required, structure, text } from "../requests/shape.ts";
import { type CapacityDetail, readCapacity, readUnits } from "./capacity.ts";
import { type GetInput, type Read, readItem } from "./get-item.ts";
import { byTable, expectOneEach, LARGEST_TRANSACTION, MOST_ACTIONS, planAll } from "./transaction.ts";

interface TransactGetItemsInput {
  readonly TransactItems: { readonly Get: GetInput }[];
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

const get = structure({
  TableName: tableName,
  Key: required(attributes),
  ProjectionExpression: text(),
  ExpressionAttributeNames: names.ExpressionAttributeNames,
});

/** Reads several items as they are at one moment. */
export function transactGetItems(context: Context) {
  return endpoint<TransactGetItemsInput, object>({
    input: structure({
      TransactItems: required(listOf(structure({ Get: required(get) }), { min: 1, max: MOST_ACTIONS })),
      ReturnConsumedCapacity: returnConsumedCapacity,
    }),
    permissions: ({ TransactItems }) =>
      TransactItems.map(({ Get }) => ({ action: "dynamodb:GetItem", resource: context.tables.arnOf(Get.TableName) })),
    run({ TransactItems, ReturnConsumedCapacity }) {
      const reads = planAll(TransactItems, ({ Get }): Read => readItem(context, Get));
      expectOneEach(reads);
      if (reads.reduce((total, { stored }) => total + (stored?.bytes ?? 0), 0) > LARGEST_TRANSACTION) {
        throw validationError(`Transaction response size cannot exceed ${LARGEST_TRANSACTION} bytes`);
      }
      const capacities = byTable(reads).flatMap(([table, group]) => {
        const units = group.reduce((total, { stored }) => total + 2 * readUnits(stored?.bytes ?? 0, true), 0);
        const capacity = readCapacity(ReturnConsumedCapacity, table, units);
        return capacity ? [{ ...capacity, ReadCapacityUnits: units }] : [];
      });
      return {
        Responses: reads.map(({ item }) => (item ? { Item: item } : {})),
        ConsumedCapacity: capacities.length > 0 ? capacities : undefined,
      };
    },
  });
}
