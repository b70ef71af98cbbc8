/** Samples from `first` to before `end`. */
export interface SampleSpan {
  readonly first: number;
  readonly end: number;
}

interface Rule {
  /** Gaps of this many samples at most do not end a span. */
  readonly bridge?: number;
  readonly least: number;
}

/** Where `isIn` holds for at least `least` samples. */
export function spansWhere(
  count: number,
  isIn: (sample: number) => boolean,
  { bridge = 0, least }: Rule,
): SampleSpan[] {
  const spans: { first: number; end: number }[] = [];
  for (let sample = 0; sample < count; sample++) {
    if (!isIn(sample)) continue;
    const last = spans.at(-1);
    if (last && sample - last.end <= bridge) last.end = sample + 1;
    else spans.push({ first: sample, end: sample + 1 });
  }
  return spans.filter(({ first, end }) => end - first >= least);
}

/** What is left of `span` without `others`. */
export function without<Span extends { startMs: number; endMs: number }>(
  span: Span,
  others: readonly { startMs: number; endMs: number }[],
): Span[] {
  return others.reduce<Span[]>(
    (left, other) =>
      left.flatMap((piece) =>
        other.endMs <= piece.startMs || other.startMs >= piece.endMs
          ? [piece]
          : [
              { ...piece, endMs: Math.min(piece.endMs, other.startMs) },
              { ...piece, startMs: Math.max(piece.startMs, other.endMs) },
            ].filter(({ startMs, endMs }) => endMs > startMs),
      ),
    [span],
  );
}
