import path from "node:path";
// biome-ignore-start lint/style/noRestrictedImports: set-up of tests; nothing else may import this file
import { readGraph } from "@videoflow/local/graph/lock";
import type { Graph, Resource } from "@videoflow/local/graph/resources";
import { startTestCloud, type TestCloud } from "@videoflow/local/testing";
// biome-ignore-end lint/style/noRestrictedImports: set-up of tests
import { provideActor } from "./actor.ts";
import { createId } from "./id.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** What keeps state: nothing here runs by itself. */
const KEEPS_STATE = /^aws:(s3\/(?!bucketNotification|bucketObject)|dynamodb\/|sqs\/queue:|cloudwatch\/eventBus)/;
/** Workflows whose executions are noted, and fail since they have no functions. */
const WORKFLOWS = /^aws:(sfn|iam)\//;

/**
 * A cloud with the project's own buckets, table and bus, to which this process is linked. To be started before modules of
 * the domains are imported: they read the table's name when they are loaded. `resources` are served besides.
 */
export async function startTestStage({
  workflows = false,
  resources = [],
  whole: change,
  directory,
}: {
  workflows?: boolean;
  resources?: readonly Resource[];
  /** Serves all of the project, with its functions, as this makes it. */
  whole?: (graph: Graph) => Graph;
  /** State to start on, as an earlier stage left it; default a new one. */
  directory?: string;
} = {}): Promise<TestCloud> {
  let graph: Graph | undefined;
  const cloud = await startTestCloud({
    root,
    ...(directory && { directory }),
    graph(endpoint) {
      const whole = readGraph(root, "test", endpoint);
      if (change) {
        graph = change(whole);
        return graph;
      }
      const isServed = ({ type }: { type: string }) => KEEPS_STATE.test(type) || (workflows && WORKFLOWS.test(type));
      graph = { ...whole, functions: {}, resources: [...whole.resources.filter(isServed), ...resources] };
      return graph;
    },
  });
  for (const [name, link] of Object.entries(graph?.links ?? {}))
    process.env[`SST_RESOURCE_${name}`] = JSON.stringify(link);
  process.env.SST_RESOURCE_App = JSON.stringify({ name: "videoflow", stage: "test" });
  Object.assign(process.env, cloud.env);
  return cloud;
}

/** Runs in a workspace that nobody else has. */
export const inWorkspace = <Result>(run: (workspaceId: string) => Promise<Result>): Promise<Result> => {
  const workspaceId = createId("wsp");
  return provideActor({ workspaceId, who: "operator" }, () => run(workspaceId));
};
