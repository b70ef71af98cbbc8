import type { Graph } from "./resources.ts";

/** Properties of links, by the link's name. */
export type Settings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * The graph with other values of links: what is configured differently here than infra says for a deployed stage. Throws
 * for a property that infra does not have.
 */
export function configured(graph: Graph, settings: Settings): Graph {
  const links = { ...graph.links };
  for (const [name, properties] of Object.entries(settings)) {
    const link = links[name];
    const unknown = Object.keys(properties).filter((property) => link === undefined || !(property in link));
    if (unknown.length > 0) throw new Error(`The graph has no ${unknown.map((key) => `${name}.${key}`).join(", ")}`);
    links[name] = { ...link, ...properties };
  }
  return { ...graph, links };
}
