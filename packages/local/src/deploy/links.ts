import type { Graph } from "../graph/resources.ts";

/** The variables through which `Resource.X` of the `sst` package reads what code is linked to. */
export function linksOf(names: readonly string[], graph: Graph): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const value = graph.links[name];
      if (!value) throw new Error(`It is linked to ${name}, which the graph does not have`);
      return [`SST_RESOURCE_${name}`, JSON.stringify(value)];
    }),
  );
}
