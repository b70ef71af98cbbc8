import type { Cut } from "@videoflow/client/schema";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { KeysDialog } from "#web/components/shell/keys-dialog.tsx";
import { Age } from "#web/components/ui/age.tsx";
import { buttonClass } from "#web/components/ui/button.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { USE_CASES } from "#web/lib/cut/use-cases.ts";
import { formatElapsed, formatUsd } from "#web/lib/format.ts";
import { CUT_KEYS } from "#web/lib/key-lists.ts";
import { cutStatuses } from "#web/lib/status.ts";
import { FailedFindings } from "./failed-findings.tsx";
import { RaiseBudget } from "./raise-budget.tsx";

export function CutHeading({ cut }: { readonly cut: Cut }) {
  const { cutId, title, status, useCase, revision, durationMs, runId, reason, refusedBy, verdict, quote, createdAt } =
    cut;
  return (
    <header className="flex items-start gap-3 pt-3 pb-5">
      <Link href="/studio" aria-label="Back to the studio" className={buttonClass({ look: "quiet", size: "icon" })}>
        <ArrowLeft aria-hidden />
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="break-words font-bold text-title tracking-tight">{title}</h1>
        <p className="mt-0.5 flex flex-wrap gap-x-4 text-ink-soft">
          <span role="status">
            <StatusMark {...cutStatuses[status]} />
          </span>
          <span>{USE_CASES[useCase].title}</span>
          {durationMs !== undefined && <span>{formatElapsed(durationMs)}</span>}
          {revision && <span>Version {revision}</span>}
          <span>quoted {formatUsd(quote.microUsd * 1000)}</span>
          <Age at={createdAt} />
          <Link
            href={`/runs/${runId}`}
            className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            Its run
          </Link>
          <span className="break-all font-mono text-ink-faint text-small">{cutId}</span>
        </p>
        {reason && (
          <div className="mt-2 max-w-prose break-words">
            {refusedBy && verdict && !verdict.passed ? (
              <>
                <p>The {refusedBy} gate did not let it pass:</p>
                <FailedFindings verdict={verdict} />
              </>
            ) : (
              <p>
                {refusedBy && `The ${refusedBy} gate: `}
                {reason.message}
              </p>
            )}
          </div>
        )}
        {status === "failed" && reason?.code === "over_budget" && <RaiseBudget cut={cut} />}
      </div>
      <KeysDialog keys={CUT_KEYS} />
    </header>
  );
}
