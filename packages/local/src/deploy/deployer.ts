import type { Graph, Resource } from "../graph/resources.ts";

/**
 * Turns resources of one family into what a service serves. `apply` creates or changes and is idempotent: it runs for
 * every resource at every start and after every change of infra, type by type in the order of `types`. `remove` runs for what was
 * deployed before and is no longer in the graph.
 */
export interface Deployer {
  /** The Pulumi types it takes, e.g. `aws:s3/bucket:Bucket`. */
  readonly types: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: the inputs are those of the types above, which Pulumi's schema defines
  apply(resource: Resource<any>, graph: Graph): void | Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  remove(resource: Resource<any>): void | Promise<void>;
}
