import * as z from "zod";
import { AssetId } from "../asset/asset.schema.ts";
import { Confidence, Ms, span } from "../span.ts";

/** One spoken word, with the punctuation that follows it. */
export const Word = z.object({
  text: z.string().min(1),
  ...span,
  confidence: Confidence,
  /** As the engine numbers them or the subtitles name them; absent where nobody knows. */
  speaker: z.string().optional(),
});
export type Word = z.infer<typeof Word>;

/**
 * Where the words come from.
 * `sidecar`      a file that travelled with the footage
 * `embedded`     a subtitle track of the footage itself
 * `recognition`  a machine that listened
 */
export const TranscriptSource = z.enum(["sidecar", "embedded", "recognition"]);
export type TranscriptSource = z.infer<typeof TranscriptSource>;

/** Words at or above it may be quoted as what was said; below it they only hint at what was said, and when. */
export const QUOTABLE_CONFIDENCE = 0.8;

/** `transcript.json` of an asset. Words are in the order of their times and do not overlap. */
export const Transcript = z
  .object({
    version: z.literal(1),
    assetId: AssetId,
    source: TranscriptSource,
    /** Who listened or wrote, with its version where it tells: `AWS Transcribe`, `pocketsphinx 5`, `subrip`. */
    engine: z.string().min(1),
    /** BCP 47; `und` where nobody knows. */
    language: z.string().min(2),
    /** `measured` for each word, or `interpolated` within the cues of subtitles. */
    timing: z.enum(["measured", "interpolated"]),
    /** Mean of the words', weighted by their length in time; 1 for what people wrote; 0 when there are no words. */
    confidence: Confidence,
    /** Whether the whole may be quoted as fact: `confidence` is at least QUOTABLE_CONFIDENCE. */
    quotable: z.boolean(),
    words: z.array(Word),
    /** Utterances: runs of words by one speaker without a long pause; a cue of subtitles. Indexes into `words`, `to` not included. */
    utterances: z.array(z.object({ from: z.int().nonnegative(), to: z.int().positive() })),
    /** What was found to be wrong with the source and how it was mended, for people: cues out of order, an odd encoding. */
    notes: z.array(z.string()),
    durationMs: Ms,
  })
  .meta({ id: "Transcript" });
export type Transcript = z.infer<typeof Transcript>;
