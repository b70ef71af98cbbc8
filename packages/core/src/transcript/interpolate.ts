import type { Word } from "./transcript.schema.ts";

interface Spoken {
  readonly text: string;
  readonly speaker?: string;
}

/** Divides a time among words by their letters; each counts one more, for the breath between them. */
export function interpolate(
  words: readonly Spoken[],
  { startMs, endMs }: { startMs: number; endMs: number },
  confidence: number,
): Word[] {
  const total = words.reduce((sum, { text }) => sum + weight(text), 0);
  let before = 0;
  const at = (share: number) => Math.round(startMs + ((endMs - startMs) * share) / total);
  return words.map(({ text, speaker }) => {
    const from = at(before);
    before += weight(text);
    return { text, startMs: from, endMs: at(before), confidence, ...(speaker && { speaker }) };
  });
}

const weight = (text: string): number => text.length + 1;
