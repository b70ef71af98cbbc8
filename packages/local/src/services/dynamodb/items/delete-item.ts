import type { Context } from "../context.ts";
import { attributes } from "../requests/attribute-shape.ts";
import { endpoint } from "../requests/endpoint.ts";
import { conditionalWrite } from "../requests/members.ts";
import { required, structure } from "../requests/shape.ts";
import { expectOneStyle } from "../requests/styles.ts";
import type { Item } from "../values/attribute-value.ts";
import { checkItem } from "../values/check.ts";
import { type CapacityDetail, writeCapacity } from "./capacity.ts";
import { collectionMetrics } from "./collection-metrics.ts";
import { checkKey, encodeKey } from "./keys.ts";
import { type ConditionInput, conditionOf, type PlannedWrite, placeholdersOf } from "./planned-write.ts";
import { expectOldOrNothing, writeStyles } from "./put-item.ts";

export interface DeleteInput extends ConditionInput {
  readonly TableName: string;
  readonly Key: Item;
}

interface DeleteItemInput extends DeleteInput {
  readonly ReturnValues?: string;
  readonly ReturnConsumedCapacity?: CapacityDetail;
  readonly ReturnItemCollectionMetrics?: string;
}

export function planDelete(context: Context, input: DeleteInput): PlannedWrite {
  return { ...planCheck(context, input), change: () => undefined };
}

/** A condition on one item that leaves it as it is: ConditionCheck in a transaction. */
export function planCheck({ tables }: Context, input: DeleteInput): PlannedWrite {
  checkItem(input.Key);
  const placeholders = placeholdersOf(input);
  const condition = conditionOf(input, placeholders);
  placeholders.expectAllUsed();
  const table = tables.get(input.TableName);
  checkKey(table, input.Key);
  return {
    table,
    key: encodeKey(table.key, input.Key),
    condition,
    showFailed: input.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
    change: (old) => old?.item,
  };
}

export function deleteItem(context: Context) {
  return endpoint<DeleteItemInput, object>({
    input: structure({ ...conditionalWrite, Key: required(attributes) }),
    permissions: ({ TableName }) => [{ action: "dynamodb:DeleteItem", resource: context.tables.arnOf(TableName) }],
    run(input) {
      expectOneStyle(input, writeStyles);
      expectOldOrNothing(input.ReturnValues);
      const write = planDelete(context, input);
      const outcome = context.items.perform(write);
      return {
        ...(input.ReturnValues === "ALL_OLD" && outcome.old ? { Attributes: outcome.old.item } : {}),
        ConsumedCapacity: writeCapacity(input.ReturnConsumedCapacity, write.table, [{ key: write.key, outcome }]),
        ItemCollectionMetrics: collectionMetrics(input.ReturnItemCollectionMetrics, write.table, input.Key),
      };
    },
  });
}
