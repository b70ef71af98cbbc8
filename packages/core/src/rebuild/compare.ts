import { isSame } from "../canonical.ts";

interface Stamped {
  readonly updatedAt: string;
}

export interface Comparison<Wanted, Found> {
  /** What is to be written: it is not in the table, or otherwise, and not newer there. */
  readonly put: Wanted[];
  /** What is to be taken out of the table: the bucket does not know it, and would if it had been there. */
  readonly remove: Found[];
  /** Whether something in the table is newer than the bucket. */
  readonly isNewer: boolean;
}

/**
 * Compares rows as the bucket has them with those in the table. What is newer in the table stays as it is. `asOf` is when the
 * bucket was told last: what it does not know and came to the table later is newer, too.
 */
export function compare<Wanted extends Stamped, Found extends Stamped>(
  wanted: readonly Wanted[],
  found: readonly Found[],
  { keyOf, asOf }: { keyOf: (row: Wanted | Found) => string; asOf: string },
): Comparison<Wanted, Found> {
  const left = new Map(found.map((row) => [keyOf(row), row]));
  const put: Wanted[] = [];
  let isNewer = false;
  for (const row of wanted) {
    const there = left.get(keyOf(row));
    left.delete(keyOf(row));
    if (there && there.updatedAt > row.updatedAt) isNewer = true;
    else if (!there || !isSame(there, row)) put.push(row);
  }
  const strangers = [...left.values()];
  const remove = strangers.filter(({ updatedAt }) => updatedAt <= asOf);
  return { put, remove, isNewer: isNewer || remove.length < strangers.length };
}
