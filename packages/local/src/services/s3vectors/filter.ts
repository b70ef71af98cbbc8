import { invalid } from "./errors.ts";
import { isObject, isPrimitive, type Primitive } from "./metadata.ts";

/** A filter, checked: what a vector's metadata must have. */
export type Filter =
  | { readonly kind: "all" | "any"; readonly of: readonly Filter[] }
  | { readonly kind: "in"; readonly key: string; readonly values: readonly Primitive[]; readonly negated: boolean }
  | { readonly kind: "compare"; readonly key: string; readonly by: Comparison; readonly with: number }
  | { readonly kind: "exists"; readonly key: string; readonly negated: boolean };

export type Comparison = "$gt" | "$gte" | "$lt" | "$lte";

/**
 * Reads the filter of a query. Members of one object all have to hold; a value without an operator means `$eq`. Throws
 * ValidationException that names the place.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-metadata-filtering.html
 */
export function parseFilter(value: unknown, nonFilterableKeys: readonly string[]): Filter {
  return readFilter(value, "filter");

  function readFilter(given: unknown, path: string): Filter {
    if (!isObject(given) || Object.keys(given).length === 0) {
      throw invalid({ path, message: "must be an object with at least one condition" });
    }
    return all(Object.entries(given).map(([key, condition]) => readMember(key, condition, `${path}.${key}`)));
  }

  function readMember(key: string, condition: unknown, path: string): Filter {
    if (key === "$and" || key === "$or") {
      const of = list(condition, path).map((entry, index) => readFilter(entry, `${path}[${index}]`));
      return { kind: key === "$and" ? "all" : "any", of };
    }
    if (key.startsWith("$")) throw invalid({ path, message: `${key} is no operator that joins conditions` });
    if (nonFilterableKeys.includes(key)) throw invalid({ path, message: `${key} is a non-filterable metadata key` });
    if (!isObject(condition)) return readCondition(key, "$eq", condition, path);
    const operators = Object.entries(condition);
    if (operators.length === 0) throw invalid({ path, message: "must have at least one operator" });
    return all(operators.map(([operator, operand]) => readCondition(key, operator, operand, `${path}.${operator}`)));
  }
}

const all = (of: Filter[]): Filter => (of.length === 1 && of[0] ? of[0] : { kind: "all", of });

function readCondition(key: string, operator: string, operand: unknown, path: string): Filter {
  switch (operator) {
    case "$eq":
    case "$ne":
      return { kind: "in", key, values: [primitive(operand, path)], negated: operator === "$ne" };
    case "$in":
    case "$nin": {
      const values = list(operand, path).map((entry, index) => primitive(entry, `${path}[${index}]`));
      return { kind: "in", key, values, negated: operator === "$nin" };
    }
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      if (typeof operand !== "number" || !Number.isFinite(operand)) {
        throw invalid({ path, message: "must be a number" });
      }
      return { kind: "compare", key, by: operator, with: operand };
    case "$exists":
      if (typeof operand !== "boolean") throw invalid({ path, message: "must be true or false" });
      return { kind: "exists", key, negated: !operand };
    default:
      throw invalid({ path, message: `${operator} is no operator` });
  }
}

function primitive(value: unknown, path: string): Primitive {
  if (isPrimitive(value)) return value;
  throw invalid({ path, message: "must be a string, a number or a boolean" });
}

function list(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  throw invalid({ path, message: "must be a list with at least one entry" });
}
