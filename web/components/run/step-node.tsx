"use client";

import type { GraphNode } from "@videoflow/client/schema";
import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { clsx } from "clsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatElapsed } from "#web/lib/format.ts";
import { NODE } from "#web/lib/graph-layout.ts";
import { nodeStates } from "#web/lib/status.ts";
import { stepTitle } from "#web/lib/step.ts";
import { useNow } from "#web/lib/use-now.ts";

export type StepNodeType = Node<
  { readonly node: GraphNode; readonly isOpen: boolean; readonly onOpen: () => void },
  "step"
>;

/** A step in the graph of its run: how it stands, and how long it took or usually takes. */
export function StepNode({ data: { node, isOpen, onOpen } }: NodeProps<StepNodeType>) {
  const { name, state, attempts } = node;
  const isIdle = state === "idle";
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <button
        type="button"
        disabled={isIdle}
        aria-pressed={isOpen}
        onClick={onOpen}
        style={{ width: NODE.width, height: NODE.height }}
        className={clsx(
          "nodrag nopan flex flex-col justify-center gap-0.5 rounded-md border px-2.5 text-left transition-colors duration-(--quick)",
          isIdle ? "border-line-strong border-dashed text-ink-faint" : "bg-surface hover:bg-raised",
          state === "failed" && "border-failed",
          state === "running" && "border-accent-ink",
          state === "succeeded" && "border-line",
          isOpen && "outline-2 outline-focus outline-offset-1",
        )}
      >
        <span className="flex items-center gap-1.5">
          <StatusMark {...nodeStates[state]} quiet />
          <span className="truncate">{stepTitle(name)}</span>
          {attempts > 1 && <span className="ml-auto whitespace-nowrap text-ink-faint text-small">×{attempts}</span>}
        </span>
        <Took node={node} />
      </button>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
}

function Took({ node: { state, parts, percent, durationMs, startedAt, usualMs } }: { readonly node: GraphNode }) {
  const now = useNow();
  const usual = usualMs !== undefined && `usually ${formatElapsed(usualMs)}`;
  const text = () => {
    if (state === "idle") return usual;
    if (parts && parts.total > 1) return `${parts.done} of ${parts.total}`;
    if (state === "running" && percent !== undefined) return `${Math.floor(percent)}%`;
    return formatElapsed(durationMs ?? Math.max(now - Date.parse(startedAt ?? ""), 0));
  };
  return (
    <span className="truncate pl-3.5 text-ink-faint text-small" suppressHydrationWarning>
      {text()}
    </span>
  );
}
