import * as z from "zod";
import { compose, untangle } from "./compose.ts";
import type { Origin } from "./source.ts";
import type { Transcript, Word } from "./transcript.schema.ts";

const Score = z.coerce.number().min(0).max(1);
const Alternatives = z.array(z.object({ content: z.string(), confidence: Score.optional() }));

/** A word has times, punctuation has none. */
const Item = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("pronunciation"),
    start_time: z.coerce.number(),
    end_time: z.coerce.number(),
    alternatives: Alternatives,
    speaker_label: z.string().optional(),
  }),
  z.object({ type: z.literal("punctuation"), alternatives: Alternatives }),
]);

const Labelled = z.object({ start_time: z.string(), speaker_label: z.string().optional() });

/**
 * What Amazon Transcribe writes, as far as it is read here.
 * https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-output
 */
export const TranscribeResult = z.object({
  results: z.object({
    items: z.array(Item),
    language_code: z.string().optional(),
    language_identification: z.array(z.object({ code: z.string(), score: Score })).optional(),
    speaker_labels: z
      .object({ segments: z.array(z.object({ speaker_label: z.string(), items: z.array(Labelled).default([]) })) })
      .optional(),
  }),
});
export type TranscribeResult = z.infer<typeof TranscribeResult>;

/** An identification below it is a guess. */
const SURE = 0.5;

/** The transcript that Amazon Transcribe made: its words with their own times and confidences. */
export function fromTranscribe({ results }: TranscribeResult, origin: Origin): Transcript {
  const speakers = speakersOf(results.speaker_labels);
  const words: Word[] = [];
  for (const item of results.items) {
    const { content = "", confidence = 0 } = item.alternatives[0] ?? {};
    if (content.trim() === "") continue;
    const last = words.at(-1);
    if (item.type === "punctuation") {
      if (last) words[words.length - 1] = { ...last, text: last.text + content };
      continue;
    }
    const speaker = item.speaker_label ?? speakers.get(item.start_time);
    const times = { startMs: item.start_time * 1000, endMs: item.end_time * 1000 };
    words.push({ text: content, ...times, confidence, ...(speaker && { speaker }) });
  }
  const [identified] = results.language_identification ?? [];
  const language = results.language_code ?? identified?.code ?? origin.language;
  const isGuess = identified !== undefined && identified.score < SURE && words.length > 0;
  const notes = isGuess ? [`The language was not identified; it was heard as ${language}`] : [];
  return compose({
    ...{ assetId: origin.assetId, source: origin.source, engine: origin.engine ?? "AWS Transcribe", language },
    ...{ timing: "measured", durationMs: origin.durationMs, words: untangle(words, origin.durationMs) },
    notes: [...origin.notes, ...notes],
  });
}

/** Older results name the speakers apart from the words, by the time at which a word begins. */
function speakersOf(labels: TranscribeResult["results"]["speaker_labels"]): Map<number, string> {
  const entries = (labels?.segments ?? []).flatMap(({ speaker_label, items }) =>
    items.map((item): [number, string] => [Number(item.start_time), item.speaker_label ?? speaker_label]),
  );
  return new Map(entries);
}
