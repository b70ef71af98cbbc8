"use client";

import { useQuery } from "@tanstack/react-query";
import type { StepLogs as Logs } from "@videoflow/client/schema";
import { clsx } from "clsx";
import { logFacts } from "#web/lib/log-facts.ts";
import { runQueries } from "#web/lib/queries/run.ts";

interface Props {
  readonly runId: string;
  readonly step: string;
  readonly attempt: number;
  readonly live: boolean;
}

/** What the function wrote in one attempt. */
export function StepLogs({ runId, step, attempt, live }: Props) {
  const { data, error } = useQuery(runQueries.logs(runId, step, attempt, live));
  return (
    <div>
      <h3 className="mb-1 text-ink-faint">Log</h3>
      {data ? <Lines logs={data} /> : error ? <p className="text-failed">{error.message}</p> : <Loading />}
    </div>
  );
}

function Lines({ logs: { lines, more } }: { readonly logs: Logs }) {
  if (lines.length === 0)
    return <p className="text-ink-soft">Nothing is in the log, or no more: it is kept for a month.</p>;
  return (
    <ol
      aria-label="Log"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached by keyboard.
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-md bg-sunken p-2 font-mono text-small"
    >
      {lines.map((line, index) => (
        // Lines never change their order.
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own.
        <li key={index} className="wrap-anywhere">
          <span className="text-ink-faint">{line.at.slice(11, 23)}</span>{" "}
          <span className={clsx(line.level === "ERROR" ? "text-failed" : "text-ink")}>{line.message}</span>{" "}
          {line.fields && <span className="text-ink-soft">{logFacts(line.fields)}</span>}
        </li>
      ))}
      {more && <li className="text-ink-faint">There are more lines; videoflow logs shows all.</li>}
    </ol>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the log" className="breathe space-y-2 py-1">
      <div className="h-3 w-2/3 rounded-sm bg-hover" />
      <div className="h-3 w-1/2 rounded-sm bg-hover" />
    </div>
  );
}
