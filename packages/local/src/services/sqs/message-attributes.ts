import { createHash } from "node:crypto";
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import { invalidParameter } from "./errors.ts";

/** As it is stored: bytes in base64. */
export interface StoredAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export type StoredAttributes = Readonly<Record<string, StoredAttribute>>;

const MOST = 10;
const NAME = /^(?!aws\.|amazon\.)(?!\.)(?!.*\.\.)(?!.*\.$)[\w.-]{1,256}$/i;

/** Checks message attributes as a sender gives them. Binary values may be bytes (from inside) or base64 (from the wire). */
export function storedAttributes(given: Record<string, MessageAttributeValue> | undefined): StoredAttributes {
  const entries = Object.entries(given ?? {});
  if (entries.length > MOST) {
    throw invalidParameter(`Number of message attributes [${entries.length}] exceeds the allowed maximum [${MOST}].`);
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, storedAttribute(name, value)]));
}

function storedAttribute(name: string, value: MessageAttributeValue): StoredAttribute {
  if (!NAME.test(name)) throw invalidParameter(`The name of the message attribute '${name}' is not valid.`);
  const { DataType = "", StringValue, BinaryValue } = value;
  const kind = DataType.split(".")[0];
  if (!["String", "Number", "Binary"].includes(kind ?? "") || DataType.length > 256) {
    throw invalidParameter(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  }
  if (kind === "Binary") {
    const bytes = typeof BinaryValue === "string" ? Buffer.from(BinaryValue, "base64") : Buffer.from(BinaryValue ?? []);
    if (bytes.length === 0) throw empty(name, DataType);
    return { DataType, BinaryValue: bytes.toString("base64") };
  }
  if (!StringValue) throw empty(name, DataType);
  if (kind === "Number" && !Number.isFinite(Number(StringValue))) {
    throw invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  return { DataType, StringValue };
}

function empty(name: string, type: string): Error {
  return invalidParameter(`The message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`);
}

/** Bytes that the attributes take of a message's size: names, types and values. */
export function sizeOf(attributes: StoredAttributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value.DataType) + bytesOf(value).length,
    0,
  );
}

/** The attributes that a receiver asked for: `All`, `.*`, `prefix.*` or names. */
export function selected(attributes: StoredAttributes, names: readonly string[] = []): StoredAttributes {
  const all = names.includes("All") || names.includes(".*");
  const prefixes = names.filter((name) => name.endsWith(".*")).map((name) => name.slice(0, -1));
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([name]) => all || names.includes(name) || prefixes.some((prefix) => name.startsWith(prefix)),
    ),
  );
}

export function rendered(attributes: StoredAttributes): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      BinaryValue === undefined
        ? { DataType, StringValue }
        : { DataType, BinaryValue: Buffer.from(BinaryValue, "base64") },
    ]),
  );
}

/**
 * MD5 over the attributes as SQS and its clients compute it: sorted by name; name, type and value each after their length
 * (4 bytes, big endian), the value after a byte for its transport (1 text, 2 binary).
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: StoredAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash("md5");
  const put = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const value = attributes[name] as StoredAttribute;
    put(Buffer.from(name));
    put(Buffer.from(value.DataType));
    hash.update(Buffer.from([value.BinaryValue === undefined ? 1 : 2]));
    put(bytesOf(value));
  }
  return hash.digest("hex");
}

function bytesOf(value: StoredAttribute): Buffer {
  return value.BinaryValue === undefined
    ? Buffer.from(value.StringValue ?? "")
    : Buffer.from(value.BinaryValue, "base64");
}
