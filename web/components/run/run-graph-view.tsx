"use client";

import { useQuery } from "@tanstack/react-query";
import type { Run } from "@videoflow/client/schema";
import dynamic from "next/dynamic";
import { runQueries } from "#web/lib/queries/run.ts";

/** What draws graphs is large, and few pages need it. */
const RunGraph = dynamic(() => import("./run-graph.tsx"), { ssr: false, loading: Outline });

interface Props {
  readonly run: Run;
  readonly open: string | null;
  readonly onOpen: (step: string) => void;
}

export function RunGraphView({ run: { runId, status }, open, onOpen }: Props) {
  const { data, error } = useQuery(runQueries.graph(runId, status === "running"));
  if (data) return <RunGraph graph={data} open={open} onOpen={onOpen} />;
  if (error) {
    return (
      <p role="alert" className="text-failed">
        {error.message}
      </p>
    );
  }
  return <Outline />;
}

function Outline() {
  return (
    <div
      role="status"
      aria-label="Loading the graph"
      className="breathe h-[40rem] rounded-md border border-line bg-sunken"
    />
  );
}
