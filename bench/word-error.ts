/** Words as they are compared: without case and punctuation. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'\s]/gu, "")
    .split(/\s+/)
    .filter(Boolean);

/**
 * Word error rate: the fewest words to change, add and take away that make what was heard into what was said, as a share of
 * the words that were said. More than 1 is possible.
 */
export function wordErrorRate(said: string, heard: string): number {
  const [wanted, given] = [wordsOf(said), wordsOf(heard)];
  let row = given.map((_, index) => index + 1);
  for (const [index, word] of wanted.entries()) {
    let diagonal = index;
    let left = index + 1;
    row = row.map((above, column) => {
      const best = Math.min(above + 1, left + 1, diagonal + (given[column] === word ? 0 : 1));
      diagonal = above;
      left = best;
      return best;
    });
  }
  return (row.at(-1) ?? wanted.length) / wanted.length;
}
