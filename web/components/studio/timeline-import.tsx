import type { NewRevision } from "@videoflow/client/schema";
import { useState } from "react";

interface Props {
  readonly onPropose: (change: NewRevision) => void;
}

/** As the API takes: more would not even be answered. */
const MOST_CHARACTERS = 4_000_000;

/** Takes a timeline that was edited in another program. What it would change is shown before anything is kept. */
export function TimelineImport({ onPropose }: Props) {
  const [problem, setProblem] = useState<string>();

  async function take(file: File | undefined) {
    if (!file) return;
    const format = /\.(otio|edl)$/i.exec(file.name)?.[1]?.toLowerCase() as "otio" | "edl" | undefined;
    if (!format) return setProblem(`${file.name} is neither .otio nor .edl.`);
    const text = await file.text();
    if (text.length > MOST_CHARACTERS) return setProblem(`${file.name} is too long to be a timeline.`);
    setProblem(undefined);
    onPropose({ by: "timeline", format, text });
  }

  return (
    <div>
      <label className="block">
        <span className="mb-1 block font-bold">Import an edited timeline</span>
        <span className="mb-2 block text-ink-soft">
          Export OTIO or EDL under Files, edit it in your own program, and bring it back: what changed is shown first.
        </span>
        <input
          type="file"
          accept=".otio,.edl"
          onChange={({ target }) => {
            void take(target.files?.[0]);
            // The same file can be taken again after it was edited once more.
            target.value = "";
          }}
          className="max-w-full text-small file:mr-2 file:rounded-md file:border file:border-line file:bg-ground file:px-2 file:py-1"
        />
      </label>
      {problem && (
        <p role="alert" className="mt-1 text-failed">
          {problem}
        </p>
      )}
    </div>
  );
}
