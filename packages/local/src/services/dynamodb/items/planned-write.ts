import { AwsError } from "../../../error.ts";
import type { Condition } from "../expressions/condition.ts";
import { bindCondition } from "../expressions/condition-binding.ts";
import { meets } from "../expressions/condition-evaluation.ts";
import { bindExpression } from "../expressions/parsed.ts";
import { Placeholders } from "../expressions/placeholders.ts";
import { type LegacyExpected, legacyExpectation } from "../requests/legacy-conditions.ts";
import type { Table } from "../tables/table.ts";
import type { AttributeValue, Item } from "../values/attribute-value.ts";
import type { StoredItem } from "./stored-item.ts";

/** A write that has been checked as far as possible without looking at the item. */
export interface PlannedWrite {
  readonly table: Table;
  readonly key: Buffer;
  readonly condition: Condition | undefined;
  /** The caller wants to see the item that did not meet the condition. */
  readonly showFailed: boolean;
  /** What the item becomes; undefined: nothing. Throws when the change does not fit the item. */
  change(old: StoredItem | undefined): Item | undefined;
}

/** What a write did, or will do. */
export interface Outcome {
  readonly old: StoredItem | undefined;
  readonly next: Item | undefined;
}

/** The members of a request that make a write conditional. */
export interface ConditionInput {
  readonly ConditionExpression?: string;
  readonly Expected?: Record<string, LegacyExpected>;
  readonly ConditionalOperator?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

export function placeholdersOf(input: ConditionInput): Placeholders {
  return Placeholders.of(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
}

export function conditionOf(input: ConditionInput, placeholders: Placeholders): Condition | undefined {
  if (input.ConditionExpression === undefined) return legacyExpectation(input.Expected, input.ConditionalOperator);
  return bindExpression("ConditionExpression", input.ConditionExpression, placeholders, bindCondition);
}

/** What a planned write will do to the item as it is now. Throws ConditionalCheckFailedException. */
export function decide(write: PlannedWrite, old: StoredItem | undefined): Outcome {
  if (write.condition && !meets(old?.item ?? {}, write.condition)) {
    const detail = write.showFailed && old ? { Item: old.item } : {};
    throw new AwsError("ConditionalCheckFailedException", "The conditional request failed", 400, detail);
  }
  return { old, next: write.change(old) };
}
