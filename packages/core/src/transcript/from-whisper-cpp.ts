import * as z from "zod";
import { fromWhisper } from "./from-whisper.ts";
import type { Origin } from "./source.ts";
import type { Transcript } from "./transcript.schema.ts";

/** No word has more letters. */
const LONGEST_WORD = 30;

/** Milliseconds. */
const Offsets = z.object({ from: z.number(), to: z.number() });
const Token = z.object({ text: z.string(), offsets: Offsets.optional(), p: z.number().optional() });

/** What whisper.cpp writes with `-oj`, and with its tokens by `-ojf`. */
export const WhisperCppResult = z.object({
  model: z.object({ type: z.string() }).optional(),
  result: z.object({ language: z.string() }).optional(),
  transcription: z.array(z.object({ offsets: Offsets, text: z.string(), tokens: z.array(Token).optional() })),
});
export type WhisperCppResult = z.infer<typeof WhisperCppResult>;
type Segment = WhisperCppResult["transcription"][number];
/** A word, as sure as the mean of its `tokens`; times in seconds. */
interface SpokenWord {
  word: string;
  start: number;
  end: number;
  probability: number;
  tokens: number;
}

/** The transcript that whisper.cpp made. Its tokens are pieces of words: one that begins with a space begins a word. */
export function fromWhisperCpp({ model, result, transcription }: WhisperCppResult, origin: Origin): Transcript {
  const segments = transcription.map((segment) => ({
    start: segment.offsets.from / 1000,
    end: segment.offsets.to / 1000,
    text: segment.text,
    avg_logprob: logMean(segment),
    words: wordsOf(segment),
  }));
  const engine = origin.engine ?? (model ? `whisper.cpp ${model.type}` : "whisper.cpp");
  return fromWhisper({ segments, language: result?.language }, { ...origin, engine });
}

/** `[_BEG_]`, `[_TT_150]`: what steers the machine, not what it heard. */
const spokenTokens = ({ tokens = [] }: Segment) => tokens.filter(({ text }) => !/^\[_.*\]$/.test(text));

function logMean(segment: Segment): number | undefined {
  const shares = spokenTokens(segment).flatMap(({ p }) => (p === undefined ? [] : [p]));
  if (shares.length === 0) return undefined;
  return Math.log(shares.reduce((sum, p) => sum + p, 0) / shares.length);
}

/** Undefined where tokens do not make up the text: a letter of several bytes may be torn between two. */
function wordsOf(segment: Segment): SpokenWord[] | undefined {
  const tokens = spokenTokens(segment);
  if (tokens.length === 0 || tokens.map(({ text }) => text).join("") !== segment.text) return undefined;
  const words: SpokenWord[] = [];
  for (const { text, offsets, p = 0 } of tokens) {
    if (!offsets) return undefined;
    const last = words.at(-1);
    if (!last || text.startsWith(" ")) {
      words.push({ word: text, start: offsets.from / 1000, end: offsets.to / 1000, probability: p, tokens: 1 });
    } else {
      last.word += text;
      last.end = offsets.to / 1000;
      last.probability = (last.probability * last.tokens + p) / ++last.tokens;
    }
  }
  // A text without a space is of a script that has none: its words cannot be told from the tokens.
  return words.length === 1 && segment.text.length > LONGEST_WORD ? undefined : words;
}
