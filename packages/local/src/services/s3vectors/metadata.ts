import { invalid } from "./errors.ts";
import { LIMITS } from "./limits.ts";

export type Primitive = string | number | boolean;
/** What filters can ask for. Keys that are not filterable may hold any JSON. */
export type Metadata = Readonly<Record<string, unknown>>;

export const isPrimitive = (value: unknown): value is Primitive =>
  typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const bytesOf = (metadata: object): number => Buffer.byteLength(JSON.stringify(metadata));

/** Checks a vector's metadata against the limits of size and the types that filters know. Throws ValidationException. */
export function checkMetadata(value: unknown, path: string, nonFilterableKeys: readonly string[]): Metadata {
  if (!isObject(value)) throw invalid({ path, message: "must be an object" });
  const keys = Object.keys(value);
  if (keys.length > LIMITS.metadataKeys) {
    throw invalid({ path, message: `has ${keys.length} keys, more than ${LIMITS.metadataKeys}` });
  }
  for (const key of keys) checkKey(key, path);
  const filterable = keys.filter((key) => !nonFilterableKeys.includes(key));
  for (const key of filterable) checkFilterable(value[key], `${path}.${key}`);
  checkSize(value, path, "metadata", LIMITS.metadataBytes);
  const asked = Object.fromEntries(filterable.map((key) => [key, value[key]]));
  checkSize(asked, path, "filterable metadata", LIMITS.filterableBytes);
  return value;
}

/** `$` begins the operators of filters. */
function checkKey(key: string, path: string): void {
  if (key.length < 1 || key.length > LIMITS.metadataKeyLength) {
    throw invalid({ path, message: `the key '${key}' must have 1 to ${LIMITS.metadataKeyLength} characters` });
  }
  if (key.startsWith("$")) throw invalid({ path, message: `the key '${key}' must not begin with $` });
}

function checkFilterable(value: unknown, path: string): void {
  const isList = Array.isArray(value) && value.every(isPrimitive);
  if (isList || isPrimitive(value)) return;
  throw invalid({ path, message: "must be a string, a number, a boolean, or a list of them, since it is filterable" });
}

function checkSize(value: object, path: string, what: string, most: number): void {
  const bytes = bytesOf(value);
  if (bytes > most) throw invalid({ path, message: `${what} has ${bytes} bytes, more than ${most}` });
}
