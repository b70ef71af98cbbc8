import type { Context } from "../context.ts";
import { validationError } from "../errors.ts";
import { attributes } from "../requests/attribute-shape.ts";
import { endpoint } from "../requests/endpoint.ts";
import { conditionalWrite } from "../requests/members.ts";
import { required, structure } from "../requests/shape.ts";
import { expectOneStyle } from "../requests/styles.ts";
import type { Item } from "../values/attribute-value.ts";
import { checkItem } from "../values/check.ts";
import { type CapacityDetail, writeCapacity } from "./capacity.ts";
import { collectionMetrics } from "./collection-metrics.ts";
import { checkItemKeys, encodeKey } from "./keys.ts";
import { checkItemSize } from "./limits.ts";
import { type ConditionInput, conditionOf, type PlannedWrite, placeholdersOf } from "./planned-write.ts";

export interface PutInput extends ConditionInput {
  readonly TableName: string;
  readonly Item: Item;
}

interface PutItemInput extends PutInput {
  readonly ReturnValues?: string;
  readonly ReturnConsumedCapacity?: CapacityDetail;
  readonly ReturnItemCollectionMetrics?: string;
}

/** Checks a put as far as that goes without the item that is there now. */
export function planPut({ tables }: Context, input: PutInput): PlannedWrite {
  checkItem(input.Item);
  checkItemSize(input.Item);
  const placeholders = placeholdersOf(input);
  const condition = conditionOf(input, placeholders);
  placeholders.expectAllUsed();
  const table = tables.get(input.TableName);
  checkItemKeys(table, input.Item);
  return {
    table,
    key: encodeKey(table.key, input.Item),
    condition,
    showFailed: input.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
    change: () => input.Item,
  };
}

export function putItem(context: Context) {
  return endpoint<PutItemInput, object>({
    input: structure({ ...conditionalWrite, Item: required(attributes) }),
    permissions: ({ TableName }) => [{ action: "dynamodb:PutItem", resource: context.tables.arnOf(TableName) }],
    run(input) {
      expectOneStyle(input, writeStyles);
      expectOldOrNothing(input.ReturnValues);
      const write = planPut(context, input);
      const outcome = context.items.perform(write);
      return {
        ...(input.ReturnValues === "ALL_OLD" && outcome.old ? { Attributes: outcome.old.item } : {}),
        ConsumedCapacity: writeCapacity(input.ReturnConsumedCapacity, write.table, [{ key: write.key, outcome }]),
        ItemCollectionMetrics: collectionMetrics(input.ReturnItemCollectionMetrics, write.table, input.Item),
      };
    },
  });
}

/** The two ways in which puts and deletes are made conditional. */
export const writeStyles = { expressions: ["ConditionExpression"], legacy: ["Expected", "ConditionalOperator"] };

/** Puts and deletes know what was there before, and nothing else. */
export function expectOldOrNothing(returnValues: string | undefined): void {
  if (returnValues === undefined || returnValues === "ALL_OLD" || returnValues === "NONE") return;
  throw validationError("ReturnValues can only be ALL_OLD or NONE");
}
