import type * as z from "zod";
import { AppError } from "../error.ts";
import { fromSubtitles } from "./from-subtitles.ts";
import { fromTranscribe, TranscribeResult } from "./from-transcribe.ts";
import { fromWhisper, WhisperResult } from "./from-whisper.ts";
import { fromWhisperCpp, WhisperCppResult } from "./from-whisper-cpp.ts";
import type { Origin } from "./source.ts";
import { decodeText } from "./text-encoding.ts";
import type { Transcript } from "./transcript.schema.ts";

/**
 * Makes a transcript of whatever the bytes are: SubRip, WebVTT, the JSON of Amazon Transcribe or of a Whisper. Throws
 * `invalid`, with half a sentence that says what is wrong ("it is not text"), when they are none of these or hold no words.
 */
export function readSubtitles(bytes: Uint8Array, origin: Origin): Transcript {
  const { text, note } = decodeText(bytes);
  const told = { ...origin, notes: [...origin.notes, ...(note ? [note] : [])] };
  if (!/^\s*[{[]\s*["{\]}[]/.test(text)) return fromSubtitles(text, told);
  const transcript = fromJson(parseJson(text), told);
  if (transcript.words.length === 0) throw new AppError("invalid", "it has no words");
  return transcript;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid", `it is not whole JSON: ${(cause as Error).message}`, { cause });
  }
}

/** faster-whisper's segments are often written down as a bare list. */
const wrapped = (json: unknown): unknown => (Array.isArray(json) ? { segments: json } : json);

function fromJson(json: unknown, origin: Origin): Transcript {
  const given = wrapped(json);
  const has = (key: string) => typeof given === "object" && given !== null && key in given;
  if (has("results")) return fromTranscribe(fit(TranscribeResult, given, "Amazon Transcribe"), origin);
  if (has("transcription")) return fromWhisperCpp(fit(WhisperCppResult, given, "whisper.cpp"), origin);
  if (has("segments")) return fromWhisper(fit(WhisperResult, given, "Whisper"), origin);
  throw new AppError("invalid", "it is JSON of neither Amazon Transcribe nor Whisper");
}

function fit<Schema extends z.ZodType>(schema: Schema, given: unknown, whose: string): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError("invalid", `it is not what ${whose} writes: ${issue?.path.join(".")}: ${issue?.message}`, {
    cause: parsed.error,
  });
}
