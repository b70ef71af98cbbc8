import { invalidValues, validationError } from "../errors.ts";
import type { AttributeValue, Item } from "./attribute-value.ts";
import { canonicalNumber } from "./decimal.ts";

const LONGEST_NAME = 65_535;
const DEEPEST_NESTING = 32;

/**
 * Checks every value of an item and brings numbers into their canonical spelling, in place. Throws ValidationException in
 * DynamoDB's words. The request's shape has been checked before: members have their JSON types.
 */
export function checkItem(item: Item, depth = 1): void {
  for (const name in item) {
    checkName(name);
    checkValue(item[name], depth);
  }
}

const EMPTY = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
const AMBIGUOUS =
  "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";

/** Checks the name of an attribute. */
export function checkName(name: string): void {
  if (name === "") throw invalidValues("Empty attribute name");
  // A character has at most three bytes for each of its units of length.
  if (name.length * 3 > LONGEST_NAME && Buffer.byteLength(name) > LONGEST_NAME) {
    throw invalidValues(`Attribute name is too large, must be less than ${LONGEST_NAME + 1} bytes`);
  }
}

/** As `checkItem`, for one value. */
export function checkValue(value: AttributeValue | null | undefined, depth = 1): void {
  if (!value) throw validationError(EMPTY);
  if (depth > DEEPEST_NESTING) {
    throw validationError(
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
    );
  }
  const [type, ...others] = Object.keys(value);
  if (type === undefined) throw validationError(EMPTY);
  if (value.N !== undefined) value.N = canonicalNumber(value.N);
  if (value.NULL === false) throw invalidValues("Null attribute value types must have the value of true");
  for (const member of value.L ?? []) checkValue(member, depth + 1);
  if (value.M) checkItem(value.M, depth + 1);
  for (const kind of ["SS", "NS", "BS"] as const) {
    const members = value[kind];
    if (members) checkSet(members, kind);
  }
  if (others.length > 0) throw validationError(AMBIGUOUS);
}

function checkSet(members: string[], type: "SS" | "NS" | "BS"): void {
  if (members.length === 0) {
    if (type === "BS") throw invalidValues("Binary sets should not be empty");
    throw invalidValues(`An ${type === "SS" ? "string" : "number"} set  may not be empty`);
  }
  if (type === "NS") for (const [index, member] of members.entries()) members[index] = canonicalNumber(member);
  if (new Set(members).size === members.length) return;
  if (type === "NS") throw validationError("Input collection contains duplicates");
  throw invalidValues(
    `Input collection [${members.join(", ")}]${type === "BS" ? "of type BS " : " "}contains duplicates.`,
  );
}
