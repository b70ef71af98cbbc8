import type { StepDetail } from "@videoflow/client/schema";
import { Age } from "#web/components/ui/age.tsx";
import { Fact, Facts } from "#web/components/ui/facts.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatElapsed } from "#web/lib/format.ts";
import { runStatuses } from "#web/lib/status.ts";
import { JsonView } from "./json-view.tsx";
import { StepLogs } from "./step-logs.tsx";

interface Props {
  readonly runId: string;
  readonly step: StepDetail;
  readonly attempt: StepDetail["attempts"][number];
}

/** One attempt at a step: how it went, what it was given, what it returned, what it wrote. */
export function AttemptPanel({ runId, step, attempt }: Props) {
  const { status, startedAt, durationMs, error, input, output } = attempt;
  return (
    <div className="space-y-4">
      <Facts>
        <Fact name="State">
          <StatusMark {...runStatuses[status]} />
        </Fact>
        <Fact name="Began">
          <Age at={startedAt} />
        </Fact>
        {durationMs !== undefined && <Fact name="Took">{formatElapsed(durationMs)}</Fact>}
        {step.usualMs !== undefined && <Fact name="Usually">{formatElapsed(step.usualMs)}</Fact>}
      </Facts>
      {error && (
        <p className="break-words border-failed border-l-2 pl-2.5">
          {error.message} <code className="font-mono text-ink-faint text-small">{error.code}</code>
        </p>
      )}
      <JsonView title="Input" value={input} absent="Step Functions no longer has it: it is kept for 90 days." />
      <JsonView title="Output" value={output} absent={ABSENT[status]} />
      <StepLogs runId={runId} step={step.name} attempt={attempt.attempt} live={status === "running"} />
    </div>
  );
}

const ABSENT = {
  running: "There is none before it ends.",
  failed: "It failed, and returned nothing.",
  succeeded: "Step Functions no longer has it: it is kept for 90 days.",
} as const;
