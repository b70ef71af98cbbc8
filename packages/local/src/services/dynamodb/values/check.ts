import { invalidValues, serializationError, validationError } from "../errors.ts";
import { type AttributeType, type AttributeValue, attributeTypes, type Item } from "./attribute-value.ts";
import { canonicalNumber } from "./decimal.ts";

const LONGEST_NAME = 65_535;
const DEEPEST_NESTING = 32;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const known: ReadonlySet<string> = new Set(attributeTypes);

/**
 * Checks every value of an item and brings numbers into their canonical spelling, in place. Throws ValidationException
 * or SerializationException in DynamoDB's words.
 */
export function checkItem(item: Item, depth = 1): void {
  for (const name in item) {
    checkName(name);
    const value = item[name];
    if (value === undefined || value === null) throw validationError(EMPTY);
    checkValue(value, depth);
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
export function checkValue(value: AttributeValue, depth = 1): void {
  if (typeof value !== "object" || value === null) throw serializationError("Unexpected value type in payload");
  if (Array.isArray(value)) {
    throw serializationError("Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue");
  }
  if (depth > DEEPEST_NESTING)
    throw validationError(
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
    );
  const type = onlyType(value);
  switch (type) {
    case "S":
      expectString(value.S);
      return;
    case "N":
      value.N = canonicalNumber(expectString(value.N));
      return;
    case "B":
      value.B = checkBytes(value.B);
      return;
    case "BOOL":
      expectBoolean(value.BOOL);
      return;
    case "NULL":
      if (!expectBoolean(value.NULL)) throw invalidValues("Null attribute value types must have the value of true");
      return;
    case "L":
      for (const member of expectList(value.L)) checkValue(member, depth + 1);
      return;
    case "M":
      checkItem(expectMap(value.M), depth + 1);
      return;
    default:
      checkSet(value, type);
  }
}

/** The one type of a value. Members that are null count as absent, as everywhere in AWS's JSON. */
function onlyType(value: AttributeValue): AttributeType {
  let found: string | undefined;
  for (const type in value) {
    if (value[type as AttributeType] === null || !known.has(type)) delete value[type as AttributeType];
    else if (found) throw validationError(AMBIGUOUS);
    else found = type;
  }
  if (!found) throw validationError(EMPTY);
  return found as AttributeType;
}

function checkSet(value: AttributeValue, type: "SS" | "NS" | "BS"): void {
  const members = expectList(value[type]);
  if (members.length === 0) {
    if (type === "BS") throw invalidValues("Binary sets should not be empty");
    throw invalidValues(`An ${type === "SS" ? "string" : "number"} set  may not be empty`);
  }
  for (const [index, member] of members.entries()) {
    if (type === "BS") members[index] = checkBytes(member);
    else members[index] = type === "NS" ? canonicalNumber(expectString(member)) : expectString(member);
  }
  if (new Set(members).size === members.length) return;
  if (type === "NS") throw validationError("Input collection contains duplicates");
  throw invalidValues(
    `Input collection [${members.join(", ")}]${type === "BS" ? "of type BS " : " "}contains duplicates.`,
  );
}

/** Bytes as canonical base64. Callers in this process may hand over the bytes themselves. */
function checkBytes(bytes: unknown): string {
  if (bytes instanceof Uint8Array) return Buffer.from(bytes).toString("base64");
  if (typeof bytes !== "string") throw serializationError("only base-64-encoded strings are convertible to bytes");
  if (bytes.length % 4 !== 0) {
    throw serializationError(`Base64 encoded length is expected a multiple of 4 bytes but found: ${bytes.length}`);
  }
  if (!BASE64.test(bytes)) throw serializationError("Invalid Base64 character detected");
  return bytes;
}

function expectString(value: unknown): string {
  if (typeof value === "string") return value;
  throw serializationError(`${jsonTypeOf(value)} cannot be converted to String`);
}

function expectBoolean(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw serializationError(`${jsonTypeOf(value)} cannot be converted to Boolean`);
}

function expectList<Member>(value: Member[] | undefined): Member[] {
  if (Array.isArray(value)) return value;
  throw serializationError(
    typeof value === "object" ? "Start of structure or map found where not expected" : "Unexpected field type",
  );
}

function expectMap(value: Item | undefined): Item {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw serializationError("Unexpected field type");
}

/** What AWS's parser calls a JSON value. */
export function jsonTypeOf(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
  if (typeof value === "boolean") return value ? "TRUE_VALUE" : "FALSE_VALUE";
  if (typeof value === "string") return "STRING_VALUE";
  return Array.isArray(value) ? "START_ARRAY" : "START_OBJECT";
}
