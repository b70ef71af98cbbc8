import { CAPTION, ORPHAN_COLUMNS, type Piece } from "./caption-shape.ts";

/** How pieces stand in lines, and how bad that is (0 is perfect). The second line begins at piece `breakAt`, if there is one. */
export interface Layout {
  readonly breakAt: number | undefined;
  readonly cost: number;
}

const ORPHAN = 40;
const NO_PUNCTUATION = 2;
/** Of a line that is this much longer than the other. */
const PER_COLUMN_OF_DIFFERENCE = 0.1;

/** Puts the pieces from `from` to before `end` into one line, or two of about the same length. Undefined when they do not fit. */
export function layOut(pieces: readonly Piece[], from: number, end: number): Layout | undefined {
  const width = widthOf(pieces, from, end);
  const isAlone = end === from + 1 && width <= ORPHAN_COLUMNS;
  if (width <= CAPTION.columns) return { breakAt: undefined, cost: isAlone ? ORPHAN : 0 };
  if (width > CAPTION.columns * CAPTION.lines + 1) return undefined;
  let best: { breakAt: number; cost: number } | undefined;
  let left = pieces[from]?.columns ?? 0;
  for (let at = from + 1; at < end && left <= CAPTION.columns; at++) {
    const { gap, columns } = pieces[at] ?? { gap: 0, columns: 0 };
    const right = width - left - gap;
    if (right <= CAPTION.columns) {
      const isFirstAlone = at === from + 1 && left <= ORPHAN_COLUMNS;
      const isLastAlone = at === end - 1 && right <= ORPHAN_COLUMNS;
      const cost =
        (isFirstAlone || isLastAlone ? ORPHAN : 0) +
        (pieces[at - 1]?.endsInPunctuation ? 0 : NO_PUNCTUATION) +
        Math.abs(left - right) * PER_COLUMN_OF_DIFFERENCE;
      if (!best || cost < best.cost) best = { breakAt: at, cost };
    }
    left += gap + columns;
  }
  return best;
}

/** Columns of pieces in one line. */
export function widthOf(pieces: readonly Piece[], from: number, end: number): number {
  let width = 0;
  for (let at = from; at < end; at++) width += (at === from ? 0 : (pieces[at]?.gap ?? 0)) + (pieces[at]?.columns ?? 0);
  return width;
}

/** The lines themselves. */
export function linesOf(pieces: readonly Piece[], from: number, end: number, { breakAt }: Layout): string[] {
  const ranges =
    breakAt === undefined
      ? [[from, end]]
      : [
          [from, breakAt],
          [breakAt, end],
        ];
  return ranges.map(([first, last]) =>
    pieces
      .slice(first, last)
      .map(({ text, gap }, index) => (index > 0 && gap ? ` ${text}` : text))
      .join(""),
  );
}
