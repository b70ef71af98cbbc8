/**
 * Numbers in a row that grow: `[document, weight, count, ...positions]` again and again, documents in rising order. Four
 * bytes a number: an index of a hundred thousand scenes fits into memory.
 */
export interface Postings {
  numbers: Int32Array;
  length: number;
  /** How many documents. */
  documents: number;
}

export const emptyPostings = (): Postings => ({ numbers: new Int32Array(8), length: 0, documents: 0 });

export function append(postings: Postings, document: number, weight: number, positions: readonly number[]): void {
  const length = postings.length + 3 + positions.length;
  if (length > postings.numbers.length) {
    const larger = new Int32Array(Math.max(length, Math.ceil(postings.numbers.length * 1.5)));
    larger.set(postings.numbers.subarray(0, postings.length));
    postings.numbers = larger;
  }
  postings.numbers[postings.length] = document;
  postings.numbers[postings.length + 1] = weight;
  postings.numbers[postings.length + 2] = positions.length;
  postings.numbers.set(positions, postings.length + 3);
  postings.length = length;
  postings.documents++;
}

/** Calls `visit` for each document with its weight, and where its positions begin and end in `numbers`. */
export function eachPosting(
  { numbers, length }: Postings,
  visit: (document: number, weight: number, from: number, to: number) => void,
): void {
  for (let at = 0; at < length; ) {
    const from = at + 3;
    const to = from + (numbers[at + 2] as number);
    visit(numbers[at] as number, numbers[at + 1] as number, from, to);
    at = to;
  }
}

/** The documents in which the terms stand in a row. */
export function documentsWith(row: readonly (Postings | undefined)[]): Set<number> {
  const [first, ...others] = row;
  if (!first || others.includes(undefined)) return new Set();
  let starts = startsOf(first, 0);
  for (const [index, postings] of (others as Postings[]).entries()) {
    const next = startsOf(postings, index + 1);
    starts = new Map(
      [...starts].flatMap(([document, places]) => {
        const also = next.get(document);
        const kept = also ? places.filter((place) => also.includes(place)) : [];
        return kept.length > 0 ? [[document, kept] as const] : [];
      }),
    );
  }
  return new Set(starts.keys());
}

/** By document, where a phrase would begin whose term number `offset` these are. */
function startsOf(postings: Postings, offset: number): Map<number, number[]> {
  const starts = new Map<number, number[]>();
  eachPosting(postings, (document, _weight, from, to) => {
    starts.set(
      document,
      Array.from(postings.numbers.subarray(from, to), (position) => position - offset),
    );
  });
  return starts;
}
