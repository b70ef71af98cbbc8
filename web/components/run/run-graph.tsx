"use client";

import type { RunGraph as Graph } from "@videoflow/client/schema";
import { Controls, type Edge, ReactFlow } from "@xyflow/react";
import { useMemo } from "react";
import { layout } from "#web/lib/graph-layout.ts";
import { StepNode, type StepNodeType } from "./step-node.tsx";
import "@xyflow/react/dist/style.css";
import "./run-graph.css";

interface Props {
  readonly graph: Graph;
  /** Name of the step that is looked at. */
  readonly open: string | null;
  readonly onOpen: (step: string) => void;
}

const nodeTypes = { step: StepNode };

/** A run's steps and what comes after what. Its buttons are reached by keyboard; moving about in it is for the pointer. */
export default function RunGraph({ graph, open, onOpen }: Props) {
  const { nodes, edges } = graph;
  const shape = JSON.stringify([nodes.map(({ name }) => name), edges]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: places change with the shape alone, not with every answer.
  const { placed, width, height } = useMemo(() => layout(graph), [shape]);
  const byName = new Map(nodes.map((node) => [node.name, node]));

  const drawn = placed.flatMap(({ name, x, y }): StepNodeType[] => {
    const node = byName.get(name);
    if (!node) return [];
    const isOpen = open?.split(".")[0] === name;
    const data = { node, isOpen, onOpen: () => onOpen(firstOf(node)) };
    return [{ id: name, type: "step", position: { x, y }, data }];
  });
  const lines = edges.map(({ from, to }): Edge => {
    const state = byName.get(to)?.state ?? "idle";
    return { id: `${from} ${to}`, source: from, target: to, type: "smoothstep", className: state };
  });

  return (
    <div
      className="overflow-hidden rounded-md border border-line bg-sunken"
      style={{ aspectRatio: `${width} / ${height}`, maxHeight: height }}
    >
      <ReactFlow
        nodes={drawn}
        edges={lines}
        nodeTypes={nodeTypes}
        fitView
        fitViewOptions={{ padding: 0, maxZoom: 1, minZoom: 0.4 }}
        minZoom={0.3}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        preventScrolling={false}
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
      >
        <Controls showInteractive={false} orientation="horizontal" />
      </ReactFlow>
    </div>
  );
}

/** Of a fan-out its first part is looked at first; the inspector leads to the others. */
const firstOf = ({ name, parts }: Graph["nodes"][number]): string => (parts ? `${name}.0` : name);
