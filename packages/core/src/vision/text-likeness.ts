/** How alike two lines of text are, from 0 to 1: what share of the longer one need not be changed to make it the other. */
export function textLikeness(one: string, other: string): number {
  const [a, b] = [letters(one), letters(other)];
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - edits(a, b) / longest;
}

/** Case, width and spaces are what readers get wrong most. */
const letters = (text: string): string[] => [...text.normalize("NFKC").toLowerCase().replace(/\s+/g, "")];

/** Levenshtein's distance, with one row of its table at a time. */
function edits(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [at, letter] of a.entries()) {
    const next = [at + 1];
    for (const [index, other] of b.entries()) {
      const replaced = (row[index] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
