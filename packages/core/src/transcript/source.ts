import type { TranscriptSource } from "./transcript.schema.ts";

/** What is known of words before they are read. */
export interface Origin {
  readonly assetId: string;
  readonly durationMs: number;
  readonly source: TranscriptSource;
  /** Who wrote them or listened; where it is not known, the format says it. */
  readonly engine?: string;
  /** BCP 47, `und` where nobody told; what the words say of themselves wins. */
  readonly language: string;
  /** What was found so far, for people. */
  readonly notes: readonly string[];
}
