/** A run of bytes in a file of the store. An object's content is a list of them, in order; mostly just one. */
export interface Extent {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** Joins what lies side by side in one file, so that parts written to their places become one run. */
export function merge(extents: readonly Extent[]): Extent[] {
  const merged: Extent[] = [];
  for (const extent of extents) {
    if (extent.length === 0) continue;
    const last = merged.at(-1);
    if (last && last.file === extent.file && last.offset + last.length === extent.offset) {
      merged[merged.length - 1] = { ...last, length: last.length + extent.length };
    } else merged.push(extent);
  }
  return merged;
}

/** The extents of the bytes `start` to `end` (exclusive) of a content. */
export function slice(extents: readonly Extent[], start: number, end: number): Extent[] {
  const sliced: Extent[] = [];
  let position = 0;
  for (const { file, offset, length } of extents) {
    const from = Math.max(start - position, 0);
    const to = Math.min(end - position, length);
    if (from < to) sliced.push({ file, offset: offset + from, length: to - from });
    position += length;
  }
  return sliced;
}

export function filesOf(extents: readonly Extent[]): string[] {
  return [...new Set(extents.map(({ file }) => file))];
}
