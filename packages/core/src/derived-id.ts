import { createHash } from "node:crypto";
import { decodeTime, encodeTime } from "ulid";
import { type IdPrefix, ULID_ALPHABET } from "./id.ts";

/**
 * An id that is always the same for the same time and facts: what is done twice (a message delivered again) gets the id it
 * had the first time. The time is the ULID's, so that these ids sort among all others; its 80 bits of chance are a hash.
 */
export function derivedId(prefix: IdPrefix, at: Date, ...facts: string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(facts)).digest();
  const chance = Array.from(hash.subarray(0, 16), (byte) => ULID_ALPHABET.charAt(byte % 32)).join("");
  return `${prefix}_${encodeTime(at.getTime(), 10)}${chance}`;
}

/** When an id was made. */
export const timeOf = (id: string): Date => new Date(decodeTime(id.slice(id.indexOf("_") + 1)));
