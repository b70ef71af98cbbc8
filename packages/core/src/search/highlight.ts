import { termsOf } from "../text/terms.ts";
import type { Document } from "./memory-index.ts";
import type { Moment } from "./search.schema.ts";

type Highlights = Moment["highlights"];

/** Around a match in what is said, so many characters are shown. */
const AROUND = 120;

/** The texts of a scene in which terms occur, with the places. What is said is cut around its first match. */
export function highlightsOf({ shown }: Document, terms: ReadonlySet<string>): Highlights {
  const fields = [
    ...(shown.speech ? [{ field: "speech" as const, text: shown.speech }] : []),
    ...shown.texts.map((text) => ({ field: "text" as const, text })),
    ...shown.labels.map((text) => ({ field: "label" as const, text })),
  ];
  return fields.flatMap(({ field, text }) => {
    const marks = termsOf(text)
      .filter(({ term }) => terms.has(term))
      .map(({ start, end }) => ({ start, end }));
    return marks.length > 0 ? [cut({ field, text, marks })] : [];
  });
}

function cut(highlight: Highlights[number]): Highlights[number] {
  const { text, marks } = highlight;
  const first = marks[0]?.start ?? 0;
  const start = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0;
  const last = text.indexOf(" ", first + 2 * AROUND);
  const end = last < 0 ? text.length : last;
  const shown = marks.filter((mark) => mark.start >= start && mark.end <= end);
  return {
    ...highlight,
    text: text.slice(start, end),
    marks: shown.map((mark) => ({ start: mark.start - start, end: mark.end - start })),
  };
}
