import type { Context } from "../context.ts";
import { ItemError } from "../errors.ts";
import { bindExpression } from "../expressions/parsed.ts";
import type { Path } from "../expressions/path.ts";
import { pathTree, project } from "../expressions/projection.ts";
import { type Action, bindUpdate } from "../expressions/update.ts";
import { applyUpdate } from "../expressions/update-application.ts";
import { attributes } from "../requests/attribute-shape.ts";
import { endpoint } from "../requests/endpoint.ts";
import { type LegacyUpdate, legacyUpdate } from "../requests/legacy-update.ts";
import { conditionalWrite, legacyUpdates } from "../requests/members.ts";
import { required, structure, text } from "../requests/shape.ts";
import { expectOneStyle } from "../requests/styles.ts";
import { keyAttributes, type Table } from "../tables/table.ts";
import type { Item } from "../values/attribute-value.ts";
import { checkItem } from "../values/check.ts";
import { type CapacityDetail, writeCapacity } from "./capacity.ts";
import { collectionMetrics } from "./collection-metrics.ts";
import { checkIndexKeys, checkKey, encodeKey } from "./keys.ts";
import { checkUpdatedSize } from "./limits.ts";
import { type ConditionInput, conditionOf, type Outcome, type PlannedWrite, placeholdersOf } from "./planned-write.ts";
import { expectKeysWhole } from "./projection.ts";

export interface UpdateInput extends ConditionInput {
  readonly TableName: string;
  readonly Key: Item;
  readonly UpdateExpression?: string;
  readonly AttributeUpdates?: Record<string, LegacyUpdate>;
}

interface UpdateItemInput extends UpdateInput {
  readonly ReturnValues?: string;
  readonly ReturnConsumedCapacity?: CapacityDetail;
  readonly ReturnItemCollectionMetrics?: string;
}

export interface PlannedUpdate extends PlannedWrite {
  /** The paths that it writes to. */
  readonly paths: readonly Path[];
}

export function planUpdate({ tables }: Context, input: UpdateInput): PlannedUpdate {
  checkItem(input.Key);
  const placeholders = placeholdersOf(input);
  const actions =
    input.UpdateExpression === undefined
      ? legacyUpdate(input.AttributeUpdates ?? {})
      : bindExpression("UpdateExpression", input.UpdateExpression, placeholders, bindUpdate);
  const condition = conditionOf(input, placeholders);
  placeholders.expectAllUsed();
  const table = tables.get(input.TableName);
  checkKey(table, input.Key);
  expectKeyUntouched(table, actions);
  expectKeysWhole(
    table,
    actions.map(({ path }) => path),
  );
  return {
    table,
    key: encodeKey(table.key, input.Key),
    condition,
    showFailed: input.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
    paths: actions.map(({ path }) => path),
    change(old) {
      // There is nothing to take away from an item that does not exist, and it does not come to be by it.
      if (!old && actions.length > 0 && actions.every(takesAway)) return undefined;
      const item = old ? old.copy() : { ...input.Key };
      // An item that does not exist yet already has its key.
      applyUpdate(item, old?.item ?? input.Key, actions, input.AttributeUpdates && LEGACY_MISMATCH);
      checkItem(item);
      checkIndexKeys(table, item, old?.item);
      checkUpdatedSize(item);
      return item;
    },
  };
}

/** What AttributeUpdates say where expressions speak of operands. */
const LEGACY_MISMATCH = "Type mismatch for attribute to update";

function takesAway({ action }: Action): boolean {
  return action === "REMOVE" || action === "DELETE";
}

function expectKeyUntouched(table: Table, actions: readonly Action[]): void {
  for (const { name } of keyAttributes(table.key)) {
    if (actions.every(({ path }) => path[0] !== name)) continue;
    throw new ItemError(
      `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
    );
  }
}

const updateStyles = {
  expressions: ["UpdateExpression", "ConditionExpression"],
  legacy: ["AttributeUpdates", "Expected", "ConditionalOperator"],
};

export function updateItem(context: Context) {
  return endpoint<UpdateItemInput, object>({
    input: structure({
      ...conditionalWrite,
      Key: required(attributes),
      UpdateExpression: text(),
      AttributeUpdates: legacyUpdates,
    }),
    permissions: ({ TableName }) => [{ action: "dynamodb:UpdateItem", resource: context.tables.arnOf(TableName) }],
    run(input) {
      expectOneStyle(input, updateStyles);
      const write = planUpdate(context, input);
      const outcome = context.items.perform(write);
      return {
        Attributes: returnedAttributes(input.ReturnValues, outcome, write.paths),
        ConsumedCapacity: writeCapacity(input.ReturnConsumedCapacity, write.table, [{ key: write.key, outcome }]),
        ItemCollectionMetrics: collectionMetrics(input.ReturnItemCollectionMetrics, write.table, input.Key),
      };
    },
  });
}

function returnedAttributes(
  wanted: string | undefined,
  { old, next }: Outcome,
  paths: readonly Path[],
): Item | undefined {
  const updatedIn = (item: Item | undefined) => {
    const part = item && project(item, pathTree(paths));
    return part && Object.keys(part).length > 0 ? part : undefined;
  };
  if (wanted === "ALL_OLD") return old?.item;
  if (wanted === "ALL_NEW") return next;
  if (wanted === "UPDATED_OLD") return updatedIn(old?.item);
  return wanted === "UPDATED_NEW" ? updatedIn(next) : undefined;
}
