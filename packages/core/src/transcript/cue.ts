/** One cue of subtitles as it was written. Times are whole milliseconds and may be nonsense; `text` still has its marks. */
export interface RawCue {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** What was read out of a file of subtitles, before its times were mended. */
export interface RawSubtitles {
  readonly format: "subrip" | "webvtt";
  readonly cues: readonly RawCue[];
  readonly notes: readonly string[];
}

/** What one person says in a cue: plain words, in the order of reading. */
export interface Line {
  readonly text: string;
  readonly speaker?: string;
}
