"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { UsagePanel } from "#web/components/cost/usage-panel.tsx";
import { healthQueries } from "#web/lib/queries/health.ts";
import { LiveRuns } from "./live-runs.tsx";
import { ProblemList } from "./problem-list.tsx";
import { Throughput } from "./throughput.tsx";
import { Vitals } from "./vitals.tsx";

/** How the pipeline does now, how it did in the last week, and what is wrong. */
export function DashboardView() {
  const { data: health } = useSuspenseQuery(healthQueries.pipeline());
  return (
    <div className="px-4 pb-24 sm:px-6">
      <h1 className="pt-4 pb-3 font-bold text-title tracking-tight">Dashboard</h1>
      <Vitals health={health} />
      <div className="mt-7 grid gap-x-8 gap-y-7 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Throughput hours={health.hours} />
        <LiveRuns />
      </div>
      <ProblemList />
      <div className="mt-7">
        <UsagePanel />
      </div>
    </div>
  );
}
