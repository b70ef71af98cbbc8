import type { TextSpan, Vision } from "@videoflow/core/vision/vision.schema";

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** A thing that was seen, and when. */
interface SeenLabel {
  readonly name: string;
  /** Of the frame in which it was surest. */
  readonly confidence: number;
  readonly spans: readonly Span[];
  /** How long it is in the picture, together. */
  readonly totalMs: number;
}

/** What a `vision.json` says, by things instead of by frames: small, however long the footage. */
export interface Seen {
  readonly engines: Vision["engines"];
  /** Longest in the picture first. */
  readonly labels: readonly SeenLabel[];
  /** When how many people, or faces, are in the picture. */
  readonly people: readonly (Span & { readonly count: number })[];
  readonly faces: readonly (Span & { readonly count: number })[];
  readonly texts: readonly Pick<TextSpan, "text" | "startMs" | "endMs" | "confidence">[];
}

/** A label is what the engine is sure of by at least so much; what is less sure is searched, but not shown. */
const SHOWN = 0.5;

/** Turns what was seen frame by frame into spans: frames that follow each other and show the same become one. */
export function seenOf({ engines, sights, texts }: Vision): Seen {
  const labels = new Map<string, { confidence: number; spans: Span[] }>();
  for (const { atMs, untilMs, labels: seen } of sights) {
    for (const { name, confidence } of seen) {
      if (confidence < SHOWN) continue;
      const known = labels.get(name) ?? { confidence: 0, spans: [] };
      known.confidence = Math.max(known.confidence, confidence);
      extend(known.spans, { startMs: atMs, endMs: untilMs });
      labels.set(name, known);
    }
  }
  return {
    engines,
    labels: [...labels]
      .map(([name, { confidence, spans }]) => ({ name, confidence, spans, totalMs: total(spans) }))
      .sort((a, b) => b.totalMs - a.totalMs || (a.name < b.name ? -1 : 1)),
    people: counted(sights, ({ people }) => people.length),
    faces: counted(sights, ({ faces }) => faces.length),
    texts: texts.map(({ text, startMs, endMs, confidence }) => ({ text, startMs, endMs, confidence })),
  };
}

function counted(sights: Vision["sights"], countOf: (sight: Vision["sights"][number]) => number) {
  const spans: (Span & { count: number })[] = [];
  for (const sight of sights) {
    const count = countOf(sight);
    const last = spans.at(-1);
    if (count === 0) continue;
    if (last?.count === count && last.endMs >= sight.atMs) spans[spans.length - 1] = { ...last, endMs: sight.untilMs };
    else spans.push({ startMs: sight.atMs, endMs: sight.untilMs, count });
  }
  return spans;
}

function extend(spans: Span[], { startMs, endMs }: Span): void {
  const last = spans.at(-1);
  if (last && last.endMs >= startMs)
    spans[spans.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, endMs) };
  else spans.push({ startMs, endMs });
}

const total = (spans: readonly Span[]): number => spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
