import { LARGEST_PAYLOAD } from "../../../lambda/invocation.ts";

/** Room for `{"Records":[]}`. */
const ENVELOPE_BYTES = 64;

/** Splits records into batches whose events an invocation can carry, in order. */
export function splitBySize<Item extends { readonly record: object }>(items: readonly Item[]): Item[][] {
  const batches: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = Buffer.byteLength(JSON.stringify(item.record)) + 1;
    const batch = batches.at(-1);
    if (batch && bytes <= room) {
      batch.push(item);
      room -= bytes;
    } else {
      batches.push([item]);
      room = LARGEST_PAYLOAD - ENVELOPE_BYTES - bytes;
    }
  }
  return batches;
}
