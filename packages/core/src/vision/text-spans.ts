import { textLikeness } from "./text-likeness.ts";
import type { Box, Sight, TextLine, TextSpan } from "./vision.schema.ts";

/** A reader misses a letter here and there. */
const ALIKE = 0.75;

/** Lines that stand in sights that follow each other become one span, in the words of the surest reading. */
export function textSpans(sights: readonly Sight[]): TextSpan[] {
  const spans: TextSpan[] = [];
  let standing: TextSpan[] = [];
  for (const { texts, atMs, untilMs } of sights) {
    const left = new Set(standing);
    standing = texts.map((line) => {
      const known = [...left].find((span) => isSame(span, line));
      const span = known ?? { ...line, startMs: atMs, endMs: untilMs };
      if (known) left.delete(known);
      else spans.push(span);
      if (line.confidence > span.confidence) Object.assign(span, line);
      span.endMs = untilMs;
      return span;
    });
  }
  return spans;
}

/** Text may move while it stands, and be read a little differently, but not both. */
const isSame = (span: TextLine, line: TextLine): boolean => {
  const likeness = textLikeness(span.text, line.text);
  return likeness === 1 || (likeness >= ALIKE && overlap(span.box, line.box));
};

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
