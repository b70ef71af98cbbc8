import { invalidValues, validationError } from "../errors.ts";
import type { KeyCondition } from "../expressions/key-condition.ts";
import { encodePartition } from "../items/keys.ts";
import type { KeyAttribute, KeySchema } from "../tables/table.ts";
import type { AttributeValue } from "../values/attribute-value.ts";
import { after, encodeKeyValue, encodePrefix } from "../values/key-encoding.ts";

/** A stretch of keys: `from` belongs to it, `to` does not. */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
}

/**
 * The keys that a Query asks for. All hash attributes must be given by equality; range attributes from the left, the last
 * one by any comparison. Throws ValidationException for what the keys do not allow.
 */
export function keyRange(key: KeySchema, conditions: ReadonlyMap<string, KeyCondition>): KeyRange {
  let open = conditions.size;
  const take = ({ name, type }: KeyAttribute): KeyCondition | undefined => {
    const condition = conditions.get(name);
    if (!condition) return undefined;
    open--;
    for (const value of condition.values) checkOperand(name, type, value);
    return condition;
  };

  const partition = key.hash.map((attribute) => {
    const condition = take(attribute);
    const [value] = condition?.values ?? [];
    if (!condition || !value) throw missing(key.hash, "HASH", attribute);
    if (condition.operator !== "=") throw unsupported(key.hash, "HASH");
    return value;
  });
  let prefix = encodePartition(partition);
  for (const attribute of key.range) {
    const condition = take(attribute);
    if (!condition) {
      if (open > 0) throw missing(key.range, "RANGE", attribute);
      return withPrefix(prefix);
    }
    if (condition.operator !== "=") {
      if (open > 0) throw unsupported(key.range, "RANGE");
      return restricted(prefix, condition);
    }
    prefix = Buffer.concat([prefix, ...condition.values.map(encodeKeyValue)]);
  }
  if (open > 0) throw validationError("Query key condition not supported");
  return withPrefix(prefix);
}

export function withPrefix(prefix: Buffer): KeyRange {
  return { from: prefix, to: after(prefix) };
}

function restricted(prefix: Buffer, { operator, values }: KeyCondition): KeyRange {
  const all = withPrefix(prefix);
  const [low, high] = values.map((value) => Buffer.concat([prefix, encodeKeyValue(value)]));
  const [value] = values;
  if (!low || !value) throw new TypeError("A key condition without its value");
  switch (operator) {
    case "<":
      return { from: all.from, to: low };
    case "<=":
      return { from: all.from, to: after(low) };
    case ">":
      return { from: after(low), to: all.to };
    case ">=":
      return { from: low, to: all.to };
    case "between":
      return { from: low, to: after(high ?? low) };
    case "begins_with":
      return withPrefix(Buffer.concat([prefix, encodePrefix(value)]));
    case "=":
      return withPrefix(low);
  }
}

function checkOperand(name: string, type: KeyAttribute["type"], value: AttributeValue): void {
  if (value[type] === undefined) throw invalidValues("Condition parameter type does not match schema type");
  if (value.S !== "" && value.B !== "") return;
  const kind = type === "S" ? "string" : "binary";
  throw validationError(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
  );
}

function missing(attributes: readonly KeyAttribute[], keyType: string, { name }: KeyAttribute): Error {
  return validationError(`Query condition missed key schema element: ${name}${compositeRule(attributes, keyType)}`);
}

function unsupported(attributes: readonly KeyAttribute[], keyType: string): Error {
  return validationError(`Query key condition not supported${compositeRule(attributes, keyType)}`);
}

/** A key of several attributes has rules of its own, worth saying. */
function compositeRule(attributes: readonly KeyAttribute[], keyType: string): string {
  if (attributes.length < 2) return "";
  return keyType === "HASH"
    ? ". All HASH key attributes need a condition of equality"
    : ". RANGE key attributes need conditions of equality from the left; only the last one may have another";
}
