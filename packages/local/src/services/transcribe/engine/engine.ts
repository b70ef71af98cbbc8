/** A word as it was heard, with the punctuation that follows it. Times in milliseconds from the beginning of the file. */
export interface HeardWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** From 0 to 1, as far as the engine can be believed. */
  readonly confidence: number;
}

export interface Heard {
  readonly words: readonly HeardWord[];
  /** What the engine found the language to be, when it was asked to find out. */
  readonly language?: { readonly code: string; readonly score: number };
}

export interface ListenOptions {
  /** A language code of Transcribe, or undefined when the engine is to find out. */
  readonly language: string | undefined;
  readonly cwd: string;
  readonly signal: AbortSignal;
}

/** A program of this machine that hears words. */
export interface Engine {
  /** Name and model, as GetTranscriptionJob tells it. */
  readonly name: string;
  /** Sound is given to it in pieces of at most this length, cut at pauses. */
  readonly pieceSeconds: number;
  /** Why it does not hear a language, in a sentence that says what to do; undefined when it does. */
  refuses(language: string): string | undefined;
  /** Hears a WAV file of 16 kHz mono. */
  listen(file: string, options: ListenOptions): Promise<Heard>;
}

/** How long an engine may take for a piece of sound: far longer than it needs on a machine that is busy with other things. */
export const patienceMs = (pieceSeconds: number): number => 120_000 + 30_000 * pieceSeconds;
