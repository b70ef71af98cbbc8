import type { Context } from "../context.ts";
import { validationError } from "../errors.ts";
import { bindCondition } from "../expressions/condition-binding.ts";
import { rootsOf } from "../expressions/condition-roots.ts";
import { type KeyCondition, keyConditions } from "../expressions/key-condition.ts";
import { bindExpression } from "../expressions/parsed.ts";
import { Placeholders } from "../expressions/placeholders.ts";
import { projectionOf } from "../items/projection.ts";
import { endpoint } from "../requests/endpoint.ts";
import { type LegacyCondition, legacyFilter, legacyKeyConditions } from "../requests/legacy-conditions.ts";
import { legacyConditions } from "../requests/members.ts";
import { boolean, structure, text } from "../requests/shape.ts";
import { expectOneStyle } from "../requests/styles.ts";
import type { Item } from "../values/attribute-value.ts";
import { type KeyRange, keyRange } from "./key-range.ts";
import { answer, type ReadInput, readMembers } from "./read.ts";
import { type Source, sourceArn, sourceOf, startKey } from "./source.ts";

interface QueryInput extends ReadInput {
  readonly KeyConditionExpression?: string;
  readonly KeyConditions?: Record<string, LegacyCondition>;
  readonly QueryFilter?: Record<string, LegacyCondition>;
  readonly ScanIndexForward?: boolean;
}

const styles = {
  expressions: ["ProjectionExpression", "FilterExpression", "KeyConditionExpression"],
  legacy: ["AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"],
};

/** KeyConditions may go with expressions, as long as they are not the key condition themselves. */
const legacyKeyStyles = { ...styles, legacy: styles.legacy.filter((name) => name !== "KeyConditions") };

export function query(context: Context) {
  return endpoint<QueryInput, object>({
    input: structure({
      ...readMembers,
      KeyConditionExpression: text(),
      KeyConditions: legacyConditions,
      QueryFilter: legacyConditions,
      ScanIndexForward: boolean,
    }),
    permissions: ({ TableName, IndexName }) => [
      { action: "dynamodb:Query", resource: sourceArn(context.tables.arnOf(TableName), IndexName) },
    ],
    run(input) {
      expectOneStyle(input, input.KeyConditionExpression === undefined ? legacyKeyStyles : styles);
      const placeholders = Placeholders.of(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
      const conditions = keyConditionsOf(input, placeholders);
      const filter =
        input.FilterExpression === undefined
          ? legacyFilter(input.QueryFilter, input.ConditionalOperator)
          : bindExpression("FilterExpression", input.FilterExpression, placeholders, bindCondition);
      const selected = projectionOf(input, placeholders);
      placeholders.expectAllUsed();
      const source = sourceOf(context.tables.get(input.TableName), input.IndexName, input.ConsistentRead);
      const forward = input.ScanIndexForward ?? true;
      const range = keyRange(source.key, conditions);
      if (filter) expectNoKeys(source, rootsOf(filter), input.QueryFilter ? "QueryFilter" : "Filter Expression");
      return answer(context, input, {
        source,
        filter,
        forward,
        range: input.ExclusiveStartKey ? restOf(source, range, input.ExclusiveStartKey, forward) : range,
        selected,
      });
    },
  });
}

function keyConditionsOf(input: QueryInput, placeholders: Placeholders): Map<string, KeyCondition> {
  const { KeyConditionExpression: expression, KeyConditions: legacy } = input;
  if (expression !== undefined) {
    return keyConditions(bindExpression("KeyConditionExpression", expression, placeholders, bindCondition));
  }
  if (!legacy) {
    throw validationError(
      "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    );
  }
  const conditions = legacyKeyConditions(legacy);
  if (conditions.size !== 1 && conditions.size !== 2) throw validationError("Conditions can be of length 1 or 2 only");
  return conditions;
}

/** The part of a range that lies behind a position, in the direction of reading. */
function restOf(source: Source, range: KeyRange, position: Item, forward: boolean): KeyRange {
  if (!source.index && source.key.range.length === 0) {
    throw validationError(
      `The provided exclusive start key is invalid: ExclusiveStartKey: ${JSON.stringify(position)}: a partition without a range key holds one item`,
    );
  }
  const start = startKey(source, position);
  if (Buffer.compare(start, range.from) < 0 || Buffer.compare(start, range.to) >= 0) {
    throw validationError("The provided starting key is outside query boundaries based on provided conditions");
  }
  return forward ? { from: behind(start), to: range.to } : { from: range.from, to: start };
}

/** The first possible key behind this one. */
export function behind(key: Buffer): Buffer {
  return Buffer.concat([key, Buffer.of(0)]);
}

function expectNoKeys(source: Source, names: ReadonlySet<string>, member: string): void {
  const { key: keys } = source;
  const found = [...keys.hash, ...keys.range].find(({ name }) => names.has(name));
  if (!found) return;
  throw validationError(`${member} can only contain non-primary key attributes: Primary key attribute: ${found.name}`);
}
