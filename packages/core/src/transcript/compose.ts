import { QUOTABLE_CONFIDENCE, type Transcript, type Word } from "./transcript.schema.ts";

/** A pause that ends an utterance. */
const PAUSE_MS = 1_000;

type Given = Omit<Transcript, "version" | "confidence" | "quotable" | "utterances"> & {
  readonly utterances?: Transcript["utterances"];
};

/** A transcript of words that are in order: with its confidence, and utterances where nobody gave them. */
export function compose({ words, utterances = utterancesOf(words), ...given }: Given): Transcript {
  const confidence = confidenceOf(words);
  return {
    version: 1,
    ...given,
    confidence,
    quotable: words.length > 0 && confidence >= QUOTABLE_CONFIDENCE,
    words,
    utterances,
  };
}

/** Mean, weighted by the words' length in time, to a thousandth. */
function confidenceOf(words: readonly Word[]): number {
  let [sum, length] = [0, 0];
  for (const { startMs, endMs, confidence } of words) {
    sum += confidence * (endMs - startMs + 1);
    length += endMs - startMs + 1;
  }
  return length === 0 ? 0 : Math.round((1000 * sum) / length) / 1000;
}

function utterancesOf(words: readonly Word[]): Transcript["utterances"] {
  const utterances: Transcript["utterances"] = [];
  let from = 0;
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (next && next.speaker === word.speaker && next.startMs - word.endMs < PAUSE_MS) continue;
    utterances.push({ from, to: index + 1 });
    from = index + 1;
  }
  return utterances;
}

/** Words in the order of their times, none beyond the end, none into the next. */
export function untangle(words: readonly Word[], durationMs: number): Word[] {
  const clamp = (ms: number) => Math.min(Math.max(0, Math.round(ms)), durationMs);
  const ordered = words
    .filter(({ startMs }) => startMs <= durationMs)
    .map((word) => ({ ...word, startMs: clamp(word.startMs), endMs: clamp(word.endMs) }))
    .sort((a, b) => a.startMs - b.startMs);
  return ordered.map((word, index) => {
    const end = Math.max(word.startMs, word.endMs);
    return { ...word, endMs: Math.min(end, ordered[index + 1]?.startMs ?? end) };
  });
}
