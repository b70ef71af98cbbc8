/** A JSON value: what flows between states. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** What one state may pass on, and one variable or input may hold: 256 KiB of UTF-8.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const PAYLOAD_LIMIT_BYTES = 262_144;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function exceedsLimit(text: string): boolean {
  return text.length > PAYLOAD_LIMIT_BYTES || Buffer.byteLength(text) > PAYLOAD_LIMIT_BYTES;
}
