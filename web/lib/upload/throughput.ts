const WINDOW_MS = 5_000;

/**
 * Bytes a second over the last few seconds. The mean since the start would hide that a connection has slowed down; the last
 * instant alone jumps.
 */
export function createThroughput() {
  let marks: { readonly at: number; readonly bytes: number }[] = [];
  return {
    /** Notes how many bytes there are in all at a time; the times must not go back. */
    note(at: number, bytes: number): void {
      const from = marks.findLastIndex((mark) => mark.at <= at - WINDOW_MS);
      marks = [...marks.slice(Math.max(from, 0)), { at, bytes }];
    },
    /** Zero until two moments are known. */
    rate(): number {
      const [first, last] = [marks[0], marks.at(-1)];
      if (!first || !last || last.at === first.at) return 0;
      return Math.max(((last.bytes - first.bytes) / (last.at - first.at)) * 1000, 0);
    },
  };
}
