const MIB = 2 ** 20;

/** S3's own bounds: parts of 5 MiB at least (but for the last), 10,000 of them at most. This stays well inside. */
const SMALLEST_PART = 16 * MIB;
const MOST_PARTS = 1000;

/** Size and number of the parts in which a file travels. A file of no bytes is one empty part. */
export function planParts(bytes: number): { partBytes: number; count: number } {
  const partBytes = Math.max(SMALLEST_PART, Math.ceil(bytes / MOST_PARTS / MIB) * MIB);
  return { partBytes, count: Math.max(1, Math.ceil(bytes / partBytes)) };
}
