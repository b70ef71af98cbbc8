import { invalidValues, validationError } from "../errors.ts";
import type { Condition, Operand } from "../expressions/condition.ts";
import type { KeyCondition } from "../expressions/key-condition.ts";
import { type AttributeType, type AttributeValue, typeOf } from "../values/attribute-value.ts";
import { checkValue } from "../values/check.ts";
import { compareValues } from "../values/comparison.ts";

/**
 * Conditions and key conditions as requests had them before expressions, read into the same trees that expressions are
 * parsed into. Old tools and libraries still send them.
 */
export interface LegacyCondition {
  readonly ComparisonOperator?: string;
  readonly AttributeValueList?: AttributeValue[];
}

export interface LegacyExpected extends LegacyCondition {
  readonly Exists?: boolean;
  readonly Value?: AttributeValue;
}

const scalars: readonly AttributeType[] = ["S", "N", "B"];

/** How many values an operator takes at least and at most, and of which types. */
const operators: Readonly<Record<string, { count: readonly [number, number]; types?: readonly AttributeType[] }>> = {
  NULL: { count: [0, 0] },
  NOT_NULL: { count: [0, 0] },
  EQ: { count: [1, 1] },
  NE: { count: [1, 1] },
  LE: { count: [1, 1], types: scalars },
  LT: { count: [1, 1], types: scalars },
  GE: { count: [1, 1], types: scalars },
  GT: { count: [1, 1], types: scalars },
  CONTAINS: { count: [1, 1], types: scalars },
  NOT_CONTAINS: { count: [1, 1], types: scalars },
  BEGINS_WITH: { count: [1, 1], types: ["S", "B"] },
  IN: { count: [1, Number.POSITIVE_INFINITY], types: scalars },
  BETWEEN: { count: [2, 2], types: scalars },
};

const comparators = { EQ: "=", NE: "<>", LE: "<=", LT: "<", GE: ">=", GT: ">" } as const;

/** QueryFilter or ScanFilter. Undefined when there is nothing to ask. */
export function legacyFilter(
  filter: Readonly<Record<string, LegacyCondition>> | undefined,
  operator: string | undefined,
): Condition | undefined {
  const conditions = Object.entries(filter ?? {}).map(([name, condition]) => conditionOn(name, condition));
  return combined(conditions, operator);
}

/** Expected of a write: as a filter, or a plain value, or only whether the attribute exists. */
export function legacyExpectation(
  expected: Readonly<Record<string, LegacyExpected>> | undefined,
  operator: string | undefined,
): Condition | undefined {
  const conditions = Object.entries(expected ?? {}).map(([name, entry]) => expectationOn(name, entry));
  return combined(conditions, operator);
}

function combined(conditions: readonly Condition[], operator: string | undefined): Condition | undefined {
  if (conditions.length === 0 && operator !== undefined) {
    throw invalidValues("ConditionalOperator cannot be used without Filter or Expected");
  }
  if (conditions.length === 1 && operator !== undefined) {
    throw invalidValues("ConditionalOperator can only be used when Filter or Expected has two or more elements");
  }
  return conditions.reduce<Condition | undefined>(
    (left, right) => (left ? { kind: operator === "OR" ? "or" : "and", left, right } : right),
    undefined,
  );
}

function expectationOn(name: string, { Exists, Value, ...condition }: LegacyExpected): Condition {
  const { ComparisonOperator, AttributeValueList } = condition;
  const forAttribute = `for Attribute: ${name}`;
  if (Value && AttributeValueList) {
    throw invalidValues(`Value and AttributeValueList cannot be used together ${forAttribute}`);
  }
  if (ComparisonOperator) {
    if (Exists !== undefined) {
      throw invalidValues(`Exists and ComparisonOperator cannot be used together ${forAttribute}`);
    }
    const values = AttributeValueList ?? (Value ? [Value] : undefined);
    if (!values && ComparisonOperator !== "NULL" && ComparisonOperator !== "NOT_NULL") {
      throw invalidValues(
        `Value or AttributeValueList must be used with ComparisonOperator: ${ComparisonOperator} ${forAttribute}`,
      );
    }
    return conditionOn(name, { ComparisonOperator, AttributeValueList: values ?? [] });
  }
  if (AttributeValueList) {
    throw invalidValues(`AttributeValueList can only be used with a ComparisonOperator ${forAttribute}`);
  }
  if (Exists === false) {
    if (Value) throw invalidValues(`Value cannot be used when Exists is false for Attribute: ${name}`);
    return presence("attribute_not_exists", name);
  }
  if (!Value) throw invalidValues(`Value must be provided when Exists is ${Exists ?? "null"} ${forAttribute}`);
  return conditionOn(name, { ComparisonOperator: "EQ", AttributeValueList: [Value] });
}

function conditionOn(name: string, condition: LegacyCondition): Condition {
  const { operator, values } = checked(condition);
  const path: Operand = { kind: "path", path: [name] };
  const literals = values.map((value): Operand => ({ kind: "value", value }));
  const [first, second] = literals;
  if (operator === "NULL") return presence("attribute_not_exists", name);
  if (operator === "NOT_NULL" || !first) return presence("attribute_exists", name);
  if (operator === "IN") return { kind: "in", operand: path, choices: literals };
  if (operator === "BETWEEN" && second) return { kind: "between", operand: path, low: first, high: second };
  if (operator === "BEGINS_WITH") return { kind: "function", name: "begins_with", operands: [path, first] };
  const contains: Condition = { kind: "function", name: "contains", operands: [path, first] };
  if (operator === "CONTAINS") return contains;
  if (operator === "NOT_CONTAINS") {
    return { kind: "and", left: presence("attribute_exists", name), right: { kind: "not", condition: contains } };
  }
  return { kind: "comparison", operator: comparators[operator as keyof typeof comparators], left: path, right: first };
}

function presence(name: "attribute_exists" | "attribute_not_exists", attribute: string): Condition {
  return { kind: "function", name, operands: [{ kind: "path", path: [attribute] }] };
}

/** KeyConditions of a Query. */
export function legacyKeyConditions(conditions: Readonly<Record<string, LegacyCondition>>): Map<string, KeyCondition> {
  const entries = Object.entries(conditions).map(([attribute, condition]): [string, KeyCondition] => {
    const { operator, values } = checked(condition);
    if (operator === "BETWEEN") return [attribute, { attribute, operator: "between", values }];
    if (operator === "BEGINS_WITH") return [attribute, { attribute, operator: "begins_with", values }];
    const comparator = Object.hasOwn(comparators, operator) ? comparators[operator as keyof typeof comparators] : "<>";
    if (comparator === "<>") {
      throw validationError("Attempted conditional constraint is not an indexable operation");
    }
    return [attribute, { attribute, operator: comparator, values }];
  });
  return new Map(entries);
}

function checked({ ComparisonOperator: operator = "", AttributeValueList: values = [] }: LegacyCondition): {
  operator: string;
  values: AttributeValue[];
} {
  for (const value of values) checkValue(value);
  const rule = operators[operator];
  if (!rule || values.length < rule.count[0] || values.length > rule.count[1]) {
    throw invalidValues(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
  }
  for (const value of values) {
    const type = typeOf(value);
    if (values[0] && type !== typeOf(values[0])) {
      throw invalidValues("AttributeValues inside AttributeValueList must be of same type");
    }
    if (rule.types && !rule.types.includes(type)) {
      throw invalidValues(`ComparisonOperator ${operator} is not valid for ${type} AttributeValue type`);
    }
  }
  const [low, high] = values;
  if (operator === "BETWEEN" && low && high && (compareValues(low, high) ?? 0) > 0) {
    throw validationError(
      "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound",
    );
  }
  return { operator, values };
}
