import { serializationError } from "../errors.ts";

/**
 * The JSON types that the API's members have. What is of another type ends the request with a SerializationException, in
 * the words of AWS's parser, before anything else is looked at.
 */

/** Where a value stands decides what the parser says of it: a member of a structure, or inside a list or map. */
export type Place = "field" | "member";

export function expectText(value: unknown): string {
  if (typeof value === "string") return value;
  throw wrongType(value, "String");
}

export function expectNumber(value: unknown, type: "Integer" | "Long"): number {
  if (typeof value === "number") return value;
  throw wrongType(value, type);
}

/** AWS's parser also takes words for a truth. */
export function expectBoolean(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "string" && /^(?:true|yes|1)$/i.test(value)) return true;
  if (typeof value === "string" && /^(?:false|no|0)$/i.test(value)) return false;
  if (typeof value === "string") throw serializationError("Unexpected token received from parser");
  throw wrongType(value, "Boolean");
}

/** Canonical base64: what the last character holds beyond the last byte is zero. Equal bytes are so equal texts. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

/** Bytes as base64. Callers in this process may hand over the bytes themselves. */
export function expectBytes(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) throw serializationError("Unrecognized collection type class java.nio.ByteBuffer");
  if (typeof value === "object") throw serializationError(MISPLACED);
  if (typeof value !== "string") {
    throw serializationError("only base-64-encoded strings are convertible to bytes");
  }
  if (value.length % 4 !== 0) {
    throw serializationError(`Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`);
  }
  // The spelling is AWS's.
  if (!BASE64.test(value)) throw serializationError("Invalid last non-pad Base64 character dectected");
  return value;
}

export function expectList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw serializationError(typeof value === "object" ? MISPLACED : "Unexpected field type");
}

export function expectMap(value: unknown, memberType: string): Record<string, unknown> {
  if (Array.isArray(value)) {
    throw serializationError(
      `Unrecognized collection type java.util.Map<java.lang.String, ${memberType.includes(".") ? memberType : SHAPES + memberType}>`,
    );
  }
  if (typeof value !== "object" || value === null) throw serializationError("Unexpected field type");
  return value as Record<string, unknown>;
}

export function expectStructure(value: unknown, type: string, place: Place): Record<string, unknown> {
  if (Array.isArray(value)) throw serializationError(`Unrecognized collection type class ${SHAPES}${type}`);
  if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  throw serializationError(place === "field" ? "Unexpected field type" : "Unexpected value type in payload");
}

const SHAPES = "com.amazonaws.dynamodb.v20120810.";
const MISPLACED = "Start of structure or map found where not expected";

function wrongType(value: unknown, type: string): Error {
  if (Array.isArray(value)) return serializationError(`Unrecognized collection type class java.lang.${type}`);
  if (typeof value === "object") return serializationError(MISPLACED);
  return serializationError(`${jsonTypeOf(value)} cannot be converted to ${type}`);
}

function jsonTypeOf(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
  if (typeof value === "boolean") return value ? "TRUE_VALUE" : "FALSE_VALUE";
  return "STRING_VALUE";
}
