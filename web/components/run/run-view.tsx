"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { useSuspenseQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useQueryStates } from "nuqs";
import { BillSection } from "#web/components/cost/bill-section.tsx";
import { runQueries } from "#web/lib/queries/run.ts";
import { runParams } from "#web/lib/run-params.ts";
import { RunGraphView } from "./run-graph-view.tsx";
import { RunHeading } from "./run-heading.tsx";
import { StepTimeline } from "./run-steps.tsx";
import { StepInspector } from "./step-inspector.tsx";

/** A run as graph or on a scale of time, with the step that is looked at beside it. */
export function RunView({ runId }: { readonly runId: string }) {
  const { data: run } = useSuspenseQuery(runQueries.detail(runId));
  const [{ view, step }, setParams] = useQueryStates(runParams);
  const open = (name: string | null) => void setParams({ step: name });

  return (
    <article className="px-4 pb-24 sm:px-6">
      <RunHeading run={run} />
      <ToggleGroup
        aria-label="Show the run as"
        className="mb-3 flex"
        value={[view]}
        onValueChange={([next]) => {
          if (next !== undefined) void setParams({ view: next as typeof view });
        }}
      >
        <View value="graph">Graph</View>
        <View value="timeline">Timeline</View>
      </ToggleGroup>
      <div
        className={clsx(
          "grid grid-cols-[minmax(0,1fr)] items-start gap-4",
          step && "lg:grid-cols-[minmax(0,1fr)_26rem]",
        )}
      >
        <div className="min-w-0">
          {view === "graph" ? (
            <RunGraphView run={run} open={step} onOpen={open} />
          ) : (
            <StepTimeline run={run} open={step} onOpen={open} />
          )}
        </div>
        {step && <StepInspector key={step} run={run} name={step} onOpen={open} />}
      </div>
      <div className="mt-7 max-w-3xl">
        <BillSection bill={run.bill} />
      </div>
    </article>
  );
}

function View({ value, children }: { readonly value: string; readonly children: string }) {
  return (
    <Toggle
      value={value}
      className="h-7 rounded-md px-2 text-ink-soft transition-colors duration-(--quick) hover:text-ink focus-visible:-outline-offset-2 data-pressed:bg-surface data-pressed:text-ink data-pressed:shadow-[inset_0_0_0_1px_var(--line)]"
    >
      {children}
    </Toggle>
  );
}
