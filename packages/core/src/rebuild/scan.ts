import * as Run from "../run/run.ts";
import { folderKey, foldersOf } from "./folders.ts";
import type { Range } from "./range.schema.ts";

/** Folders in a batch, as long as there are not too many batches: a state of Step Functions holds 256 kB, a range 0.2 kB. */
const SMALLEST_BATCH = 20;
const MOST_BATCHES = 1000;

/** Cuts the media bucket into ranges of about as many folders each, and notes how many there are. */
export async function scan(runId: string): Promise<{ ranges: Range[] }> {
  const ranges = await rangesOf(foldersOf({ after: null, until: null }));
  await Run.describe(runId, { batches: ranges.length });
  return { ranges };
}

/** Holds no more than the bounds: when there are too many of them, every second one goes, and batches become twice as large. */
export async function rangesOf(
  folders: AsyncIterable<Parameters<typeof folderKey>[0]>,
  { smallest = SMALLEST_BATCH, most = MOST_BATCHES } = {},
): Promise<Range[]> {
  let bounds: string[] = [];
  let size = smallest;
  let count = 0;
  for await (const folder of folders) {
    if (++count % size !== 0) continue;
    bounds.push(folderKey(folder));
    if (bounds.length < most) continue;
    bounds = bounds.filter((_, index) => index % 2 === 1);
    size *= 2;
  }
  return [null, ...bounds].map((after, index) => ({ after, until: bounds[index] ?? null }));
}
