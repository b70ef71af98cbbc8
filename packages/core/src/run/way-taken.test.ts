import { expect, it } from "vitest";
import { wayTaken } from "./way-taken.ts";

const shape = (...edges: string[]) => {
  const parsed = edges.map((edge) => edge.split(" > ")).map(([from = "", to = ""]) => ({ from, to }));
  const names = [...new Set(parsed.flatMap(({ from, to }) => [from, to]))];
  return { nodes: names.map((name) => ({ name, within: [] })), edges: parsed };
};
const taken = (graph: ReturnType<typeof shape>, begun: string[]) => {
  const { nodes, edges } = wayTaken(graph, (name) => !begun.includes(name));
  return { nodes: nodes.map(({ name }) => name), edges: edges.map(({ from, to }) => `${from} > ${to}`).sort() };
};

it("leaves out what a choice led around, and joins who was before it to who comes after", () => {
  const graph = shape("Ask > Make", "Make > Check", "Make > Draw", "Check > End", "Draw > End", "Ask > End");
  expect(taken(graph, ["Ask", "End"])).toEqual({ nodes: ["Ask", "End"], edges: ["Ask > End"] });
  const beginning = shape("Make > Check", "Check > Hear", "Check > See", "Hear > End", "See > End");
  expect(taken(beginning, ["Hear"])).toEqual({
    nodes: ["Hear", "See", "End"],
    edges: ["Hear > End", "See > End"],
  });
});

it("keeps what is still to come, and other ways that may yet be taken", () => {
  const graph = shape("Ask > No", "Ask > Make", "Make > End");
  expect(taken(graph, ["Ask"])).toEqual({
    nodes: ["Ask", "No", "Make", "End"],
    edges: ["Ask > Make", "Ask > No", "Make > End"],
  });
  expect(taken(graph, [])).toEqual(taken(graph, ["Ask"]));
});

it("keeps what a way back leads from", () => {
  const graph = shape("Edit > Judge", "Judge > Edit", "Judge > End");
  expect(taken(graph, ["Edit"]).nodes).toEqual(["Edit", "Judge", "End"]);
});
