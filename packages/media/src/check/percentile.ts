/** The lowest level that a share of what was counted does not exceed. `counts` has one count a level. */
export function percentileOf(counts: Uint32Array, share: number): number {
  const wanted = share * counts.reduce((sum, count) => sum + count, 0);
  let reached = 0;
  for (const [level, count] of counts.entries()) {
    reached += count;
    if (reached >= wanted) return level;
  }
  return counts.length - 1;
}
