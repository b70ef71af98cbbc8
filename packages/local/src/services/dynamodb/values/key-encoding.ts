import { crc32 } from "node:zlib";
import type { AttributeValue } from "./attribute-value.ts";
import { parseDecimal } from "./decimal.ts";

/**
 * Keys as bytes whose plain order is DynamoDB's order, so that SQLite's index answers a Query. Each value ends itself:
 * parts can be put one behind the other, no value is the start of another one, and a composite key sorts by its parts.
 */
export function encodeKeyValue(value: AttributeValue): Buffer {
  if (value.N !== undefined) return encodeNumber(value.N);
  return Buffer.concat([encodePrefix(value), TERMINATOR]);
}

/** All strings (or bytes) that begin with `value` have this encoding at their beginning. */
export function encodePrefix(value: AttributeValue): Buffer {
  const bytes = value.S !== undefined ? Buffer.from(value.S, "utf8") : Buffer.from(value.B ?? "", "base64");
  return bytes.includes(0) ? escaped(bytes) : bytes;
}

/** Ends a string: lower than any byte that may follow inside one, where 0 is written as 0 255. */
const TERMINATOR = Buffer.of(0, 0);

function escaped(bytes: Buffer): Buffer {
  const zeros = bytes.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  const result = Buffer.alloc(bytes.length + zeros);
  let at = 0;
  for (const byte of bytes) {
    result[at++] = byte;
    if (byte === 0) result[at++] = 255;
  }
  return result;
}

/** Partition hashes are below this: the first byte stays under 128, so there is a byte above all keys. */
export const HASH_SPACE = 2 ** 31;

/** Four bytes in front of every key that spread partitions evenly, as DynamoDB's own hash does: scan segments cut here. */
export function partitionHash(partition: Buffer): Buffer {
  // A checksum alone leaves similar keys together: the golden ratio spreads them.
  return hashBytes(Math.imul(crc32(partition), 0x9e3779b1) >>> 1);
}

export function hashBytes(hash: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(hash);
  return bytes;
}

/** The first byte string behind all that begin with `prefix`. */
export function after(prefix: Buffer): Buffer {
  const end = Buffer.from(prefix);
  for (let at = end.length - 1; at >= 0; at--) {
    const byte = end[at] ?? 0;
    if (byte < 255) {
      end[at] = byte + 1;
      return end.subarray(0, at + 1);
    }
  }
  return HIGHEST;
}

export const LOWEST = Buffer.alloc(0);
export const HIGHEST = Buffer.of(128);

const SIGN_NEGATIVE = 1;
const SIGN_ZERO = 2;
const SIGN_POSITIVE = 3;
const EXPONENT_BIAS = 129;

/** Sign, exponent, two digits a byte (1 to 100), 0 as the end; all but the sign inverted for negative numbers. */
function encodeNumber(text: string): Buffer {
  const { negative, digits, exponent } = parseDecimal(text);
  if (digits === "") return Buffer.of(SIGN_ZERO);
  const pairs = Math.ceil(digits.length / 2);
  const bytes = Buffer.alloc(pairs + 3);
  bytes[0] = negative ? SIGN_NEGATIVE : SIGN_POSITIVE;
  bytes[1] = exponent + EXPONENT_BIAS;
  for (let pair = 0; pair < pairs; pair++)
    bytes[pair + 2] = Number(digits.slice(pair * 2, pair * 2 + 2).padEnd(2, "0")) + 1;
  if (negative) for (let at = 1; at < bytes.length; at++) bytes[at] = 255 - (bytes[at] ?? 0);
  return bytes;
}
