import type { Graph, Resource } from "../graph/resources.ts";
import { nameIn } from "../services/lambda/functions.ts";

const FUNCTION = "aws:lambda/function:Function";

/** Types that belong to one function and are nothing without it. */
const ofFunction = /^aws:lambda\/(permission|functionUrl|functionEventInvokeConfig|eventSourceMapping|invocation):/;

/**
 * Parts a graph from the functions whose code is not in the project, and from what belongs to them: on AWS a deploy builds
 * them. What they share with others (buckets, roles, log groups) stays.
 */
export function withoutPrebuilt(graph: Graph): { graph: Graph; left: readonly Resource[] } {
  const isPrebuilt = ({ type, name }: Resource) => type === FUNCTION && graph.functions[name]?.prebuilt === true;
  const names = new Set(graph.resources.filter(isPrebuilt).map(({ inputs }) => inputs.name));
  const isLeft = (resource: Resource) => {
    if (isPrebuilt(resource)) return true;
    const { function: fn, functionName } = resource.inputs;
    return ofFunction.test(resource.type) && names.has(nameIn(String(fn ?? functionName)));
  };
  const { kept = [], left = [] } = Object.groupBy(graph.resources, (resource) => (isLeft(resource) ? "left" : "kept"));
  return { graph: { ...graph, resources: kept }, left };
}
