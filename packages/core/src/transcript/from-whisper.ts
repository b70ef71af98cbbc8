import * as z from "zod";
import { compose, untangle } from "./compose.ts";
import { interpolate } from "./interpolate.ts";
import { languageOf } from "./language.ts";
import type { Origin } from "./source.ts";
import type { Transcript, Word } from "./transcript.schema.ts";
import { splitWords } from "./word-split.ts";

const seconds = z.number();
const SpokenWord = z.object({
  word: z.string(),
  start: seconds.optional(),
  end: seconds.optional(),
  probability: z.number().optional(),
  score: z.number().optional(),
});
const Segment = z.object({
  start: seconds,
  end: seconds,
  text: z.string(),
  avg_logprob: z.number().nullish(),
  speaker: z.string().nullish(),
  words: z.array(SpokenWord).nullish(),
});
type Segment = z.infer<typeof Segment>;

/** What openai-whisper and its relatives (faster-whisper, WhisperX) write: times in seconds. */
export const WhisperResult = z.object({
  segments: z.array(Segment),
  language: z.string().nullish(),
  info: z.object({ language: z.string() }).nullish(),
});
export type WhisperResult = z.infer<typeof WhisperResult>;

/** The machine said nothing of how sure it was. */
const UNSTATED = 0.5;

/** The transcript that a Whisper made. Where a segment tells no times of its words, they are interpolated. */
export function fromWhisper({ segments, language, info }: WhisperResult, origin: Origin): Transcript {
  const measured = segments.every((segment) => segment.text.trim() === "" || timed(segment) !== undefined);
  const stated = segments.every(
    ({ avg_logprob, words }) => avg_logprob != null || words?.every((w) => sureness(w) != null),
  );
  const words = segments.flatMap((segment) => timed(segment) ?? spread(segment));
  const named = languageOf(language ?? info?.language);
  return compose({
    ...{ assetId: origin.assetId, source: origin.source, durationMs: origin.durationMs },
    ...{ engine: origin.engine ?? "whisper", language: named === "und" ? origin.language : named },
    ...{ timing: measured ? "measured" : "interpolated", words: untangle(words, origin.durationMs) },
    notes: [...origin.notes, ...(stated ? [] : ["Its machine did not say how sure it was"])],
  });
}

const sureness = ({ probability, score }: z.infer<typeof SpokenWord>): number | undefined => probability ?? score;

const meanOf = ({ avg_logprob }: Segment): number => (avg_logprob == null ? UNSTATED : share(Math.exp(avg_logprob)));

const share = (value: number): number => Math.min(1, Math.max(0, value));

/** The words of a segment with the times that it tells; undefined when it does not tell all. */
function timed(segment: Segment): Word[] | undefined {
  const { words, speaker } = segment;
  if (!words || words.length === 0) return undefined;
  const found: Word[] = [];
  for (const word of words) {
    const text = word.word.trim();
    if (word.start === undefined || word.end === undefined) return undefined;
    if (text === "") continue;
    const confidence = share(sureness(word) ?? meanOf(segment));
    const times = { startMs: word.start * 1000, endMs: word.end * 1000 };
    found.push({ text, ...times, confidence, ...(speaker && { speaker }) });
  }
  return found;
}

function spread(segment: Segment): Word[] {
  const words = splitWords(segment.text).map((text) => ({
    text,
    ...(segment.speaker && { speaker: segment.speaker }),
  }));
  const times = { startMs: segment.start * 1000, endMs: Math.max(segment.start, segment.end) * 1000 };
  return interpolate(words, times, meanOf(segment));
}
