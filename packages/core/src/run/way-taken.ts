import type { GraphShape } from "./graph-of.ts";

/**
 * The graph of a run without the tasks that it has gone past: idle ones from which work leads to what has begun, as they are where a
 * choice led around them. Who came before them leads to who comes after.
 */
export function wayTaken({ nodes, edges }: GraphShape, isIdle: (name: string) => boolean): GraphShape {
  const places = new Map(nodes.map(({ name }, at) => [name, at]));
  // Ways back, from later tasks to earlier ones, lead to what has begun without any of it being done.
  const ahead = edges.filter(({ from, to }) => (places.get(from) ?? 0) < (places.get(to) ?? 0));
  const followers = Map.groupBy(ahead, ({ from }) => from);
  const leadsToWork = new Set<string>();
  for (const { name } of nodes.toReversed())
    if (followers.get(name)?.some(({ to }) => !isIdle(to) || leadsToWork.has(to))) leadsToWork.add(name);
  const passed = nodes.filter(({ name }) => isIdle(name) && leadsToWork.has(name));
  return {
    nodes: nodes.filter((node) => !passed.includes(node)),
    edges: passed.reduce((left, { name }) => without(name, left), edges),
  };
}

function without(name: string, edges: GraphShape["edges"]): GraphShape["edges"] {
  const around = edges
    .filter(({ to }) => to === name)
    .flatMap(({ from }) => edges.filter((edge) => edge.from === name).map(({ to }) => ({ from, to })));
  const left = edges.filter(({ from, to }) => from !== name && to !== name);
  return [...new Map([...left, ...around].map((edge) => [`${edge.from} ${edge.to}`, edge])).values()];
}
