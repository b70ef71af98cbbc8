/** Scores are told apart by so many bits of the highest: closer ones count as the same. */
const HALF_BITS = 11;
const HALF = 2 ** HALF_BITS;
const HIGHEST = HALF * HALF - 1;

/**
 * The positions that `among` holds, which rise, by falling score; as they are where scores are the same. Scores are 0 or more.
 * Sorted digit by digit (radix sort), in two digits: a search looks through a hundred thousand scenes at every keystroke.
 */
export function bestFirst(among: ArrayLike<number>, scores: Float64Array): Int32Array {
  const { length } = among;
  let highest = 0;
  for (let at = 0; at < length; at++) highest = Math.max(highest, scores[among[at] as number] as number);
  const scale = highest > 0 ? HIGHEST / highest : 0;
  const keys = new Int32Array(length);
  // What is to come first gets the lowest key.
  for (let at = 0; at < length; at++) keys[at] = HIGHEST - Math.round((scores[among[at] as number] as number) * scale);
  const byLow = sortByDigit(keys, 0);
  const sorted = sortByDigit(keys, HALF_BITS, byLow);
  for (let at = 0; at < length; at++) sorted[at] = among[sorted[at] as number] as number;
  return sorted;
}

/** The places of the keys by the digit that begins at `shift`; where it is the same, in the order in which they are given. */
function sortByDigit(keys: Int32Array, shift: number, given?: Int32Array): Int32Array {
  const next = new Int32Array(HALF + 1);
  for (let at = 0; at < keys.length; at++) {
    const digit = ((keys[at] as number) >> shift) & (HALF - 1);
    next[digit + 1] = (next[digit + 1] as number) + 1;
  }
  for (let digit = 1; digit < HALF; digit++) next[digit] = (next[digit] as number) + (next[digit - 1] as number);
  const sorted = new Int32Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const entry = given ? (given[at] as number) : at;
    const digit = ((keys[entry] as number) >> shift) & (HALF - 1);
    const place = next[digit] as number;
    sorted[place] = entry;
    next[digit] = place + 1;
  }
  return sorted;
}
