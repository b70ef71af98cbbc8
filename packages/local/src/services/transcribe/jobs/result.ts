import type { Heard, HeardWord } from "../engine/engine.ts";
import type { JobRecord } from "./jobs.ts";

/** A pause that ends a segment. */
const PAUSE_MS = 1_000;

/**
 * What a job writes into its output bucket, in the form that Amazon Transcribe has: all numbers are texts, punctuation stands
 * apart and has no times.
 * https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-output
 */
export function resultOf(job: JobRecord, account: string, { words, language }: Heard): object {
  const items: Item[] = [];
  const segments: Segment[] = [];
  let transcript = "";
  for (const [index, word] of words.entries()) {
    const { spoken, mark } = apart(word.text);
    const previous = words[index - 1];
    const begins = !previous || word.startMs - previous.endMs >= PAUSE_MS;
    const text = spoken + mark;
    transcript += index === 0 ? text : ` ${text}`;
    const segment = begins ? undefined : segments.at(-1);
    const ids = [items.length, ...(mark ? [items.length + 1] : [])];
    items.push(pronunciation(items.length, spoken, word), ...(mark ? [punctuation(items.length + 1, mark)] : []));
    if (segment) {
      segment.transcript += ` ${text}`;
      segment.end_time = secondsOf(word.endMs);
      segment.items.push(...ids);
    } else {
      const [start_time, end_time] = [secondsOf(word.startMs), secondsOf(word.endMs)];
      segments.push({ id: segments.length, transcript: text, start_time, end_time, items: ids });
    }
  }
  return {
    jobName: job.name,
    accountId: account,
    status: "COMPLETED",
    results: {
      transcripts: [{ transcript }],
      ...(language && {
        language_code: language.code,
        language_identification: [{ score: String(language.score), code: language.code }],
      }),
      ...(job.request.Settings?.ShowSpeakerLabels && {
        speaker_labels: { channel_label: "ch_0", speakers: 0, segments: [] },
      }),
      items,
      audio_segments: segments,
    },
  };
}

interface Item {
  readonly id: number;
  readonly type: "pronunciation" | "punctuation";
  readonly alternatives: readonly { readonly confidence: string; readonly content: string }[];
  readonly start_time?: string;
  readonly end_time?: string;
}

interface Segment {
  readonly id: number;
  transcript: string;
  readonly start_time: string;
  end_time: string;
  readonly items: number[];
}

const pronunciation = (id: number, content: string, { startMs, endMs, confidence }: HeardWord): Item => ({
  ...{ id, type: "pronunciation", alternatives: [{ confidence: confidence.toFixed(3), content }] },
  ...{ start_time: secondsOf(startMs), end_time: secondsOf(endMs) },
});

const punctuation = (id: number, content: string): Item => ({
  ...{ id, type: "punctuation", alternatives: [{ confidence: "0.0", content }] },
});

/** The marks that end a word, apart from it. */
function apart(text: string): { spoken: string; mark: string } {
  const [, spoken = text, mark = ""] = /^(.*[\p{L}\p{N}].*?)([.,!?;:\u3002\uff0c\uff01\uff1f]+)$/u.exec(text) ?? [];
  return { spoken, mark };
}

const secondsOf = (ms: number): string => (ms / 1000).toFixed(3);
