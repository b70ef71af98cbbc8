import { type Range, rangesOf } from "../range.ts";
import * as Run from "../run/run.ts";
import { folderKeys } from "./folders.ts";

/** Cuts the media bucket into ranges of about as many folders each, by their keys, and notes how many there are. */
export async function scan(runId: string): Promise<{ ranges: Range[] }> {
  const ranges = await rangesOf(folderKeys());
  await Run.describe(runId, { batches: ranges.length });
  return { ranges };
}
