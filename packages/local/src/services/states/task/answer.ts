import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Json } from "../json.ts";

/** An SDK output as a task's result: times in ISO 8601, bytes and streams (the Body of an object) as text. */
export async function toResult(output: unknown): Promise<Json> {
  if (output === null || typeof output === "string" || typeof output === "boolean") return output;
  if (typeof output === "number") return Number.isFinite(output) ? output : String(output);
  if (typeof output === "bigint") return Number(output);
  if (output instanceof Date) return output.toISOString();
  if (output instanceof Uint8Array) return Buffer.from(output).toString();
  if (output instanceof Readable) return text(output);
  if (Array.isArray(output)) return Promise.all(output.map(toResult));
  const members: Record<string, Json> = {};
  for (const [key, member] of Object.entries(output as object)) {
    if (member !== undefined && key !== "$metadata") members[key] = await toResult(member);
  }
  return members;
}
