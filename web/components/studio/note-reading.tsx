import type { Answer, NoteReading, Verdict } from "@videoflow/client/schema";
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
export function Answers({ verdict: { answers = [], passed } }: { readonly verdict: Verdict }) {
  return (
    <div>
      <h3 className="mb-1 font-bold">What was asked for</h3>
      {!passed && (
        <p className="mb-1 text-ink-soft">The version that was made of it was refused; the one before it stands.</p>
      )}
      <ul className="space-y-1.5">
        {answers.map(({ revision, words, request, objection }) => (
          <li key={`${revision} ${words} ${request.ask}`}>
            <span className="flex flex-wrap items-baseline gap-x-2">
              <span className="inline-block first-letter:uppercase">{tellRequest(request)}</span>
              <StatusMark {...outcomeOf(objection, passed)} />
            </span>
            {objection && <p className="text-ink-soft text-small">{objection}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function outcomeOf(objection: Answer["objection"], passed: boolean) {
  if (objection) return { tone: "rejected", label: "Cannot be had" } as const;
  return passed ? ({ tone: "ready", label: "Done" } as const) : ({ tone: "rejected", label: "Not done" } as const);
}
