import type { Line } from "./cue.ts";

interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly Line[];
}

const SAME_MOMENT_MS = 100;
const FEWEST = 4;

/**
 * Live captions roll: each cue shows the line before once more, above its own. Takes those repeats away when a third of the
 * cues have them; fewer may be people who say a thing twice.
 */
export function withoutRepeats<C extends Cue>(cues: readonly C[]): { cues: C[]; notes: string[] } {
  const kept = cues.map((cue, index) => own(cue, cues[index - 1]));
  const rolled = kept.filter(
    (lines, index) => lines.length > 0 && lines.length < (cues[index]?.lines.length ?? 0),
  ).length;
  if (rolled < FEWEST || rolled * 3 < cues.length) return { cues: [...cues], notes: [] };
  return {
    cues: cues.map((cue, index) => ({ ...cue, lines: kept[index] ?? cue.lines })),
    notes: [`${rolled} cues repeated the line before; each line was taken once`],
  };
}

/** The lines that were not shown before. A cue that has no others is a repeat only when it is a flash between two. */
function own(cue: Cue, before: Cue | undefined): readonly Line[] {
  if (!before || cue.startMs > before.endMs + SAME_MOMENT_MS) return cue.lines;
  const shown = before.lines.at(-1)?.text;
  const rest = cue.lines.slice(cue.lines.findIndex(({ text }) => text === shown) + 1);
  return rest.length > 0 || cue.endMs - cue.startMs <= SAME_MOMENT_MS ? rest : cue.lines;
}
