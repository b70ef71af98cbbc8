import { useMutation, useQuery } from "@tanstack/react-query";
import type { Cut, NewRevision } from "@videoflow/client/schema";
import { useEffect, useRef } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { cutMutations } from "#web/lib/mutations/cut.ts";
import { cutQueries } from "#web/lib/queries/cut.ts";
import { ChangesList } from "./changes-list.tsx";
import { FailedFindings } from "./failed-findings.tsx";

interface Props {
  readonly cut: Cut;
  readonly change: NewRevision;
  /** It was kept, or given up. */
  readonly onDone: () => void;
}

/** A change that is not made yet: what it would come to, and what the gates say of it. */
export function Proposal({ cut: { cutId, revision }, change, onDone }: Props) {
  const heading = useRef<HTMLDivElement>(null);
  const { data, error } = useQuery(cutQueries.trial(cutId, revision, change));
  const keep = useMutation({ ...cutMutations.revise(cutId), onSuccess: ({ revision: kept }) => kept && onDone() });
  const problem = error ?? keep.error;
  useEffect(() => {
    if (change) heading.current?.focus();
  }, [change]);

  return (
    <div
      ref={heading}
      tabIndex={-1}
      className="mt-5 rounded-md bg-surface p-3 outline-none shadow-[inset_0_0_0_1px_var(--line-strong)]"
    >
      <Section title="A change to this version">
        {!data && !error && <p className="breathe text-ink-soft">Asking the gates …</p>}
        {data && <ChangesList changes={data.changes} />}
        {data?.notes.map((note) => (
          <p key={note} className="mt-1 text-ink-soft text-small">
            Not taken over: {note}
          </p>
        ))}
        {data && (
          <p role="status" className={data.verdict.passed ? "mt-2 text-ready" : "mt-2 text-rejected"}>
            {data.verdict.passed ? "It passes the gates." : "The gates refuse it:"}
          </p>
        )}
        {data && !data.verdict.passed && <FailedFindings verdict={data.verdict} />}
        {problem && (
          <p role="alert" className="mt-2 text-failed">
            {problem.message}
          </p>
        )}
        <div className="mt-3 flex flex-wrap gap-2">
          <Button
            look="primary"
            disabled={!data?.verdict.passed || data.changes.length === 0 || keep.isPending}
            onClick={() => keep.mutate(change)}
          >
            {keep.isPending ? "Keeping" : "Keep it as a new version"}
          </Button>
          <Button look="quiet" onClick={onDone}>
            Give it up
          </Button>
        </div>
      </Section>
    </div>
  );
}
