import * as z from "zod";

/** A piece of a sorted list of keys: after one, up to and with another; null where it has no bound. */
export const Range = z.object({ after: z.string().nullable(), until: z.string().nullable() });
export type Range = z.infer<typeof Range>;

/** Keys in a range, as long as there are not too many ranges: a state of Step Functions holds 256 kB, a range 0.2 kB. */
const SMALLEST = 20;
const MOST_RANGES = 1000;

/**
 * Cuts a sorted list into ranges of about as many keys each; together they hold every key, also those that come later. Holds no
 * more than the bounds: when there are too many of them, every second one goes, and ranges become twice as large.
 */
export async function rangesOf(
  keys: AsyncIterable<string>,
  { smallest = SMALLEST, most = MOST_RANGES } = {},
): Promise<Range[]> {
  let bounds: string[] = [];
  let size = smallest;
  let count = 0;
  for await (const key of keys) {
    if (++count % size !== 0) continue;
    bounds.push(key);
    if (bounds.length < most) continue;
    bounds = bounds.filter((_, index) => index % 2 === 1);
    size *= 2;
  }
  return [null, ...bounds].map((after, index) => ({ after, until: bounds[index] ?? null }));
}
