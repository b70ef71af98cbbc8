import type { RawCue } from "./cue.ts";

/** A cue with its words. */
export interface WordedCue extends Pick<RawCue, "startMs" | "endMs"> {
  readonly words: readonly { readonly text: string; readonly speaker?: string }[];
}

/** A stretch of time in which the words of one cue, or of several that cannot be told apart in time, are said. */
export interface Slot {
  readonly startMs: number;
  readonly endMs: number;
  readonly cues: readonly WordedCue[];
}

/** Nobody speaks faster for long; less room is a fault of the file. */
const SHORTEST_WORD_MS = 120;
/** Nobody speaks slower; a cue that stays longer than its words is cut back. */
const LONGEST_WORD_MS = 2_000;
const LONGEST_SHORT_CUE_MS = 10_000;

/**
 * Puts cues in order and gives each a time of its own within the footage. What had to be mended is said in `notes`; a cue
 * that lies wholly outside is left out.
 */
export function arrangeCues(given: readonly WordedCue[], durationMs: number): { slots: Slot[]; notes: string[] } {
  const found = { ended: 0, order: 0, negative: 0, outside: 0, long: 0, overlap: 0 };
  const mended: WordedCue[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  for (const cue of given) {
    if (cue.startMs < latest) found.order++;
    latest = Math.max(latest, cue.startMs);
    const within = fit(cue, durationMs, found);
    if (within) mended.push(within);
  }
  mended.sort((a, b) => a.startMs - b.startMs);
  const slots: { startMs: number; endMs: number; cues: WordedCue[] }[] = [];
  for (const cue of mended) {
    const last = slots.at(-1);
    if (!last || cue.startMs >= last.endMs) {
      slots.push({ startMs: cue.startMs, endMs: cue.endMs, cues: [cue] });
      continue;
    }
    found.overlap++;
    if (cue.startMs - last.startMs >= SHORTEST_WORD_MS * countWords(last.cues)) {
      last.endMs = cue.startMs;
      slots.push({ startMs: cue.startMs, endMs: cue.endMs, cues: [cue] });
    } else {
      last.endMs = Math.max(last.endMs, cue.endMs);
      last.cues.push(cue);
    }
  }
  return { slots, notes: notesOf(found) };
}

type Found = Record<"ended" | "order" | "negative" | "outside" | "long" | "overlap", number>;

/** The cue within the footage, or undefined when it lies outside. */
function fit(cue: WordedCue, durationMs: number, found: Found): WordedCue | undefined {
  let { startMs, endMs } = cue;
  if (endMs <= startMs) {
    found.ended++;
    endMs = startMs + 3 * SHORTEST_WORD_MS * cue.words.length;
  }
  if (endMs <= 0 || startMs >= durationMs) {
    found.outside++;
    return undefined;
  }
  if (startMs < 0) {
    found.negative++;
    startMs = 0;
  }
  const longest = Math.max(LONGEST_SHORT_CUE_MS, LONGEST_WORD_MS * cue.words.length);
  if (endMs - startMs > longest) {
    found.long++;
    endMs = startMs + longest;
  }
  return { ...cue, startMs, endMs: Math.min(endMs, durationMs) };
}

const countWords = (cues: readonly WordedCue[]): number => cues.reduce((sum, { words }) => sum + words.length, 0);

function notesOf(found: Found): string[] {
  const sentences: [number, string][] = [
    [found.order, "stood out of order and were sorted"],
    [found.ended, "ended before they began; their length was estimated"],
    [found.negative, "began before the footage and were cut"],
    [found.outside, "lay outside the footage and were left out"],
    [found.long, "stayed much longer than their words and were cut"],
    [found.overlap, "overlapped the one before; their times were divided"],
  ];
  return sentences.flatMap(([cues, what]) => (cues > 0 ? [`${cues} ${cues === 1 ? "cue" : "cues"} ${what}`] : []));
}
