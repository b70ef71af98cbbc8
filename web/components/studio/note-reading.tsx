import type { Answer, NoteReading } from "@videoflow/client/schema";
import { tellRequest } from "@videoflow/core/cut/notes/tell";
import { StatusMark } from "#web/components/ui/status-mark.tsx";

/** What was understood of a note, and what was not: that is only looked for. */
export function NoteReadingList({ reading: { requests, notUnderstood } }: { readonly reading: NoteReading }) {
  return (
    <ul aria-label="What was understood" className="mt-1 space-y-0.5 text-small">
      {requests.map(({ words, request }) => (
        <li key={`${words} ${request.ask}`}>
          Understood: {tellRequest(request)}
          <span className="text-ink-faint"> (“{words}”)</span>
        </li>
      ))}
      {notUnderstood.map((words) => (
        <li key={words} className="text-ink-soft">
          Not understood, and only looked for: “{words}”
        </li>
      ))}
    </ul>
  );
}

/** What became of what people asked for, in the version that is shown or was refused. */
export function Answers({ answers }: { readonly answers: readonly Answer[] }) {
  return (
    <div>
      <h3 className="mb-1 font-bold">What was asked for</h3>
      <ul className="space-y-1.5">
        {answers.map(({ revision, words, request, objection }) => (
          <li key={`${revision} ${words} ${request.ask}`}>
            <span className="flex flex-wrap items-baseline gap-x-2">
              {tellRequest(request)}
              <StatusMark tone={objection ? "rejected" : "ready"} label={objection ? "Cannot be had" : "Done"} />
            </span>
            {objection && <p className="text-ink-soft text-small">{objection}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
