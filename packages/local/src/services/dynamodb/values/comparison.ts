import { type AttributeValue, attributeOf, type Item, setMembers, typeOf } from "./attribute-value.ts";
import { compareNumbers } from "./decimal.ts";

/** Equal as DynamoDB means it: same type, sets regardless of order, lists and maps to any depth. */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  switch (type) {
    case "L":
      return equalLists(left.L ?? [], right.L ?? []);
    case "M":
      return equalItems(left.M ?? {}, right.M ?? {});
    case "SS":
    case "NS":
    case "BS":
      return equalSets(setMembers(left) ?? [], setMembers(right) ?? []);
    default:
      // Scalars are stored in one spelling only, so equal values are equal texts.
      return left[type] === right[type];
  }
}

export function equalItems(left: Item, right: Item): boolean {
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => {
    const [one, other] = [attributeOf(left, name), attributeOf(right, name)];
    return one !== undefined && other !== undefined && equalValues(one, other);
  });
}

function equalLists(left: readonly AttributeValue[], right: readonly AttributeValue[]): boolean {
  if (left.length !== right.length) return false;
  return left.every((value, index) => {
    const other = right[index];
    return other !== undefined && equalValues(value, other);
  });
}

function equalSets(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const members = new Set(right);
  return left.every((member) => members.has(member));
}

/**
 * The order of two values of the same type S, N or B: negative, 0 or positive. Strings and bytes are ordered by their
 * bytes (for strings: UTF-8). Undefined where DynamoDB has no order.
 */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.S !== undefined && right.S !== undefined) return compareText(left.S, right.S, "utf8");
  if (left.N !== undefined && right.N !== undefined) return compareNumbers(left.N, right.N);
  if (left.B !== undefined && right.B !== undefined) return compareText(left.B, right.B, "base64");
  return undefined;
}

function compareText(left: string, right: string, encoding: "utf8" | "base64"): number {
  return left === right ? 0 : Buffer.compare(Buffer.from(left, encoding), Buffer.from(right, encoding));
}

export function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if (value.S !== undefined && prefix.S !== undefined) return value.S.startsWith(prefix.S);
  if (value.B === undefined || prefix.B === undefined) return false;
  const start = Buffer.from(prefix.B, "base64");
  return Buffer.from(value.B, "base64").subarray(0, start.length).equals(start);
}

/** A substring, a run of bytes, a member of a set or of a list. */
export function containsValue(value: AttributeValue, sought: AttributeValue): boolean {
  if (value.L) return value.L.some((member) => equalValues(member, sought));
  if (sought.S !== undefined) return value.S?.includes(sought.S) ?? value.SS?.includes(sought.S) ?? false;
  if (sought.N !== undefined) return value.NS?.includes(sought.N) ?? false;
  if (sought.B === undefined) return false;
  if (value.B !== undefined) return Buffer.from(value.B, "base64").includes(Buffer.from(sought.B, "base64"));
  return value.BS?.includes(sought.B) ?? false;
}
