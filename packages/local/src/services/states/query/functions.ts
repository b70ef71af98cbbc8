import { createHash, randomUUID } from "node:crypto";
import type jsonata from "jsonata";

const algorithms: Record<string, string> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};
const MOST_ELEMENTS = 360_145;

/**
 * The functions that Step Functions adds to JSONata; arguments that make no sense give undefined, as there.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function addFunctions(expression: jsonata.Expression): void {
  expression.registerFunction("partition", partition);
  expression.registerFunction("range", range);
  expression.registerFunction("hash", hash);
  expression.registerFunction("random", random);
  expression.registerFunction("uuid", () => randomUUID());
  expression.registerFunction("parse", (text: unknown) => (typeof text === "string" ? JSON.parse(text) : undefined));
  // Not served by Step Functions: `$parse` is its replacement.
  expression.assign("eval", undefined);
}

function partition(items: unknown, size: number): unknown[][] | undefined {
  const step = Math.trunc(size);
  if (!Array.isArray(items) || items.length === 0 || !(step > 0)) return undefined;
  return Array.from({ length: Math.ceil(items.length / step) }, (_, i) => items.slice(i * step, (i + 1) * step));
}

function range(first: number, last: number, by: number): number[] | number | undefined {
  const [start, end, step] = [Math.trunc(first), Math.trunc(last), Math.trunc(by)];
  const count = Math.floor((end - start) / step) + 1;
  if (!(count > 0) || !Number.isFinite(count)) return undefined;
  if (count > MOST_ELEMENTS)
    throw new Error(`$range would make ${count} elements: at most ${MOST_ELEMENTS} are allowed`);
  return count === 1 ? start : Array.from({ length: count }, (_, i) => start + i * step);
}

function hash(text: unknown, algorithm: string): string | undefined {
  const name = algorithms[algorithm];
  if (typeof text !== "string" || !name) return undefined;
  return createHash(name).update(text).digest("hex");
}

/** From 0 (included) to 1 (not included); the same for the same seed. */
function random(seed?: number): number {
  if (seed === undefined) return Math.random();
  const digest = createHash("sha256")
    .update(String(Math.trunc(seed)))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
