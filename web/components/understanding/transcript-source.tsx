import type { Transcript } from "@videoflow/core/transcript/transcript.schema";

const SOURCES: Readonly<Record<Transcript["source"], string>> = {
  sidecar: "From a file that came with the footage",
  embedded: "From the footage’s own subtitles",
  recognition: "Heard by a machine",
};

/** Where the words come from, and how far they are to be trusted. */
export function TranscriptSource({ transcript }: { readonly transcript: Transcript }) {
  const { source, engine, language, confidence, quotable, timing, notes } = transcript;
  return (
    <div className="space-y-1 border-line border-b px-4 py-2 text-ink-soft text-small">
      <p>
        {SOURCES[source]} ({engine}){language !== "und" && `, in ${languageName(language)}`}
        {timing === "interpolated" && ". Times within a line are estimated."}
      </p>
      {!quotable && (
        <p className="text-rejected">
          It is {Math.round(confidence * 100)} % sure: too little to quote. Words with dots under them are a hint at
          what was said; listen before you use them. A sidecar takes their place.
        </p>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

const names = new Intl.DisplayNames("en", { type: "language" });

function languageName(tag: string): string {
  return names.of(tag) ?? tag;
}
