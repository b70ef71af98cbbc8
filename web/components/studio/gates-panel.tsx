import type { GateResult, Verdict } from "@videoflow/client/schema";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { EvidenceList } from "./evidence-list.tsx";

const GATES: Readonly<Record<GateResult["gate"], { title: string; asks: string }>> = {
  input: { title: "Input", asks: "Is there footage enough for what was ordered?" },
  clip: { title: "Clip", asks: "Is every clip there, in range, and of good quality?" },
  timestamp: { title: "Timestamp", asks: "Is no word and no shot cut in two?" },
  facts: { title: "Facts", asks: "Is every title, caption and number borne out?" },
  quality: { title: "Quality", asks: "Pacing, repetition, black or frozen pictures, loudness" },
  schema: { title: "Schema", asks: "Is it a whole specification that adds up?" },
};

/** The six gates with what each of them found, last round first. */
export function GatesPanel({ verdict }: { readonly verdict: Verdict | null }) {
  const last = verdict?.rounds.at(-1);
  if (!last) return <p className="text-ink-soft">The gates have not been asked yet.</p>;
  return (
    <div>
      <p className="mb-3 text-ink-soft">
        {last.round === 1 ? "In the first round" : `After ${last.round} rounds`}
        {verdict?.passed ? " all of them passed." : " it did not pass."}
      </p>
      <ul className="space-y-3">
        {last.gates.map((result) => (
          <Gate key={result.gate} result={result} />
        ))}
      </ul>
    </div>
  );
}

function Gate({ result: { gate, passed, findings } }: { readonly result: GateResult }) {
  const failed = findings.filter((finding) => !finding.passed).length;
  return (
    <li>
      <details open={!passed}>
        <summary className="flex flex-wrap items-baseline gap-x-2 rounded-sm py-1 hover:bg-hover">
          <h3 className="font-bold">{GATES[gate].title}</h3>
          <StatusMark tone={passed ? "ready" : "rejected"} label={passed ? "Passed" : `${failed} refused`} />
          <span className="ml-auto text-ink-faint text-small">
            {findings.length === 1 ? "1 finding" : `${findings.length} findings`}
          </span>
          <span className="basis-full text-ink-soft text-small">{GATES[gate].asks}</span>
        </summary>
        <ul className="mt-1 space-y-2 border-line border-l pl-3">
          {findings.map((finding) => (
            <li key={`${finding.item} ${finding.text}`}>
              <p className={finding.passed ? "" : "text-rejected"}>
                {!finding.passed && <span className="sr-only">Refused: </span>}
                {finding.text}
              </p>
              {finding.evidence.length > 0 && <EvidenceList evidence={finding.evidence} />}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
