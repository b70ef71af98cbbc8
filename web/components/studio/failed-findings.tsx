import type { Verdict } from "@videoflow/client/schema";

/** What of the last round did not pass, gate by gate. */
export function FailedFindings({ verdict }: { readonly verdict: Verdict }) {
  const gates = verdict.rounds.at(-1)?.gates ?? [];
  return (
    <ul className="list-disc space-y-0.5 pl-5">
      {gates.flatMap(({ gate, findings }) =>
        findings
          .filter(({ passed }) => !passed)
          .map(({ text, item }) => <li key={`${gate} ${item} ${text}`}>{text}</li>),
      )}
    </ul>
  );
}
