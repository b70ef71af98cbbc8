/** The part of footage that a timeline shows, in milliseconds. */
export interface View {
  readonly startMs: number;
  readonly endMs: number;
}

/** Less than this could not be told apart on a screen. */
const SHORTEST_MS = 2_000;

export const wholeView = (durationMs: number): View => ({ startMs: 0, endMs: Math.max(durationMs, 1) });

/** Shows `factor` times as much as before; what is at `atMs` stays where it is. */
export function zoomed(view: View, factor: number, atMs: number, durationMs: number): View {
  const length = lengthOf(view);
  const next = Math.min(Math.max(length * factor, Math.min(SHORTEST_MS, durationMs)), Math.max(durationMs, 1));
  const share = (atMs - view.startMs) / length;
  return placed(atMs - share * next, next, durationMs);
}

/** Moves along by so much, and no further than to either end. */
export const panned = (view: View, byMs: number, durationMs: number): View =>
  placed(view.startMs + byMs, lengthOf(view), durationMs);

/** The same view, or the one that has `ms` near its beginning when it has left. */
export function following(view: View, ms: number, durationMs: number): View {
  if (ms >= view.startMs && ms <= view.endMs) return view;
  return placed(ms - lengthOf(view) * 0.1, lengthOf(view), durationMs);
}

/** Where a time is in a view: 0 at its beginning, 1 at its end, and beyond. */
export const shareOf = (view: View, ms: number): number => (ms - view.startMs) / lengthOf(view);

export const timeAt = (view: View, share: number): number => view.startMs + share * lengthOf(view);

const lengthOf = ({ startMs, endMs }: View): number => endMs - startMs;

export const isWhole = (view: View, durationMs: number): boolean => lengthOf(view) >= durationMs;

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

/** Round times within a view, no more than `most`. */
export function ticksOf(view: View, most: number): number[] {
  const stepMs = 1000 * (STEPS_S.find((seconds) => lengthOf(view) / (seconds * 1000) <= most) ?? 14_400);
  const first = Math.ceil(view.startMs / stepMs) * stepMs;
  const count = Math.max(Math.floor((view.endMs - first) / stepMs) + 1, 0);
  return Array.from({ length: count }, (_, index) => first + index * stepMs);
}

function placed(startMs: number, length: number, durationMs: number): View {
  const from = Math.min(Math.max(startMs, 0), Math.max(durationMs - length, 0));
  return { startMs: from, endMs: from + length };
}
