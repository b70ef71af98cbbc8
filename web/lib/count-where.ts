/** How many of `length` things, in their order, hold: those that do must come before all that do not. Takes log2(length) looks. */
export function countWhere(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
