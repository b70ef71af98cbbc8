import { AppError } from "../error.ts";
import { arrangeCues, type WordedCue } from "./arrange-cues.ts";
import { compose } from "./compose.ts";
import type { Line } from "./cue.ts";
import { spokenLines } from "./cue-text.ts";
import { interpolate } from "./interpolate.ts";
import { parseSubtitles } from "./parse-subtitles.ts";
import { withoutRepeats } from "./roll-up.ts";
import type { Origin } from "./source.ts";
import type { Transcript, Word } from "./transcript.schema.ts";
import { splitWords } from "./word-split.ts";

/** More than anybody says in 12 hours. */
const MOST_WORDS = 500_000;

const worded = ({ lines, startMs, endMs }: { lines: readonly Line[]; startMs: number; endMs: number }): WordedCue => ({
  ...{ startMs, endMs },
  words: lines.flatMap(({ text, speaker }) =>
    splitWords(text).map((word) => ({ text: word, ...(speaker && { speaker }) })),
  ),
});

/**
 * The transcript that a file of SubRip or WebVTT is. Words get times within their cues, by their letters.
 * Throws `invalid` with what is wrong when it holds no words that belong to the footage.
 */
export function fromSubtitles(
  text: string,
  { assetId, source, engine, language, durationMs, notes }: Origin,
): Transcript {
  const parsed = parseSubtitles(text);
  const rolled = withoutRepeats(parsed.cues.map(({ text, ...times }) => ({ ...times, lines: spokenLines(text) })));
  const spoken = rolled.cues.map(worded).filter(({ words }) => words.length > 0);
  const count = spoken.reduce((sum, { words }) => sum + words.length, 0);
  if (count > MOST_WORDS) throw new AppError("invalid", `it has more than ${MOST_WORDS} words`);
  if (spoken.length === 0) throw new AppError("invalid", `none of its ${parsed.cues.length} cues has words`);
  const { slots, notes: mended } = arrangeCues(spoken, durationMs);
  if (slots.length === 0) throw new AppError("invalid", `none of its ${spoken.length} cues lies within the footage`);

  const words: Word[] = [];
  const utterances: Transcript["utterances"] = [];
  for (const slot of slots) {
    const counts = slot.cues.map((cue) => cue.words.length);
    const all = slot.cues.flatMap((cue) => cue.words);
    for (const word of interpolate(all, slot, 1)) words.push(word);
    let from = words.length - all.length;
    for (const count of counts) {
      utterances.push({ from, to: from + count });
      from += count;
    }
  }
  return compose({
    ...{ assetId, source, engine: engine ?? parsed.format, language, durationMs },
    ...{ timing: "interpolated", words, utterances },
    notes: [...notes, ...parsed.notes, ...rolled.notes, ...mended],
  });
}
