import dagre from "@dagrejs/dagre";
import type { RunGraph } from "@videoflow/client/schema";

export const NODE = { width: 168, height: 46 } as const;
/** Room around the whole. */
const MARGIN = 16;

interface Placed {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly placed: readonly Placed[];
}

/**
 * Where each step stands, by the order of the work: downwards, since most workflows are longer than they are wide and a page
 * is scrolled that way. Sizes are in pixels, positions are of the upper left corner.
 */
export function layout({ nodes, edges }: Pick<RunGraph, "nodes" | "edges">): Layout {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 18, ranksep: 26, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { name } of nodes) graph.setNode(name, { ...NODE });
  for (const { from, to } of edges) graph.setEdge(from, to);
  dagre.layout(graph);
  const placed = nodes.map(({ name }) => {
    const { x, y } = graph.node(name);
    return { name, x: x - NODE.width / 2, y: y - NODE.height / 2 };
  });
  const { width = 0, height = 0 } = graph.graph();
  return { width, height, placed };
}
