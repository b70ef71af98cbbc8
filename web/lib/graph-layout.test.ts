import { expect, it } from "vitest";
import { layout, NODE } from "./graph-layout.ts";

const node = (name: string) => ({ name, within: [], state: "idle" as const, attempts: 0 });
const graph = {
  nodes: [node("A"), node("B"), node("C"), node("D")],
  edges: [
    { from: "A", to: "B" },
    { from: "A", to: "C" },
    { from: "B", to: "D" },
    { from: "C", to: "D" },
  ],
};

it("puts what comes after below what is before, nothing over anything, and all within its size", () => {
  const { placed, width, height } = layout(graph);
  const y = (name: string) => placed.find((one) => one.name === name)?.y ?? Number.NaN;
  for (const { from, to } of graph.edges) expect(y(to)).toBeGreaterThan(y(from));
  for (const a of placed) {
    expect(a.x >= 0 && a.x + NODE.width <= width && a.y >= 0 && a.y + NODE.height <= height).toBe(true);
    for (const b of placed)
      if (a !== b) expect(Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height).toBe(true);
  }
});
