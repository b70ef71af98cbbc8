import { validationError } from "../errors.ts";
import type { AttributeValue } from "../values/attribute-value.ts";
import type { Comparator, Condition, Operand } from "./condition.ts";

/** What a Query asks of one key attribute. `between` has two values, all others one. */
export interface KeyCondition {
  readonly attribute: string;
  readonly operator: Exclude<Comparator, "<>"> | "between" | "begins_with";
  readonly values: readonly AttributeValue[];
}

const mirrored = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

/** Reads a KeyConditionExpression as one condition per key attribute. Everything an index cannot answer is refused. */
export function keyConditions(condition: Condition): Map<string, KeyCondition> {
  const conditions = new Map<string, KeyCondition>();
  collect(condition, conditions);
  return conditions;
}

function collect(condition: Condition, conditions: Map<string, KeyCondition>): void {
  if (condition.kind === "and") {
    collect(condition.left, conditions);
    collect(condition.right, conditions);
    return;
  }
  const found = keyCondition(condition);
  if (conditions.has(found.attribute)) {
    throw validationError("KeyConditionExpressions must only contain one condition per key");
  }
  conditions.set(found.attribute, found);
}

function keyCondition(condition: Condition): KeyCondition {
  switch (condition.kind) {
    case "comparison": {
      const { operator, left, right } = condition;
      if (operator === "<>") throw invalidOperator("<>");
      if (left.kind === "path" && right.kind === "path") {
        throw invalidCondition("Multiple attribute names used in one condition");
      }
      if (right.kind === "path")
        return { attribute: keyName(right), operator: mirrored[operator], values: [literal(left)] };
      if (left.kind !== "path" && left.kind !== "size") throw invalidCondition("No key attribute specified");
      return { attribute: keyName(left), operator, values: [literal(right)] };
    }
    case "between": {
      const { operand, low, high } = condition;
      if (operand.kind === "value") throw notFirst("BETWEEN");
      return { attribute: keyName(operand), operator: "between", values: [literal(low), literal(high)] };
    }
    case "function": {
      const [first, second] = condition.operands;
      if (condition.name !== "begins_with" || !first || !second) throw invalidOperator(condition.name);
      if (first.kind === "value") throw notFirst("begins_with");
      return { attribute: keyName(first), operator: "begins_with", values: [literal(second)] };
    }
    default:
      throw invalidOperator(condition.kind.toUpperCase());
  }
}

function keyName(operand: Operand): string {
  if (operand.kind !== "path") throw validationError("KeyConditionExpressions cannot contain nested operations");
  if (operand.path.length > 1) {
    throw validationError("KeyConditionExpressions cannot have conditions on nested attributes");
  }
  return operand.path[0];
}

function literal(operand: Operand): AttributeValue {
  if (operand.kind === "value") return operand.value;
  if (operand.kind === "path") throw invalidCondition("Multiple attribute names used in one condition");
  throw validationError("KeyConditionExpressions cannot contain nested operations");
}

function invalidOperator(name: string): Error {
  return validationError(`Invalid operator used in KeyConditionExpression: ${name}`);
}

function invalidCondition(reason: string): Error {
  return validationError(`Invalid condition in KeyConditionExpression: ${reason}`);
}

function notFirst(operator: string): Error {
  return invalidCondition(`${operator} operator must have the key attribute as its first operand`);
}
