import path from "node:path";
// biome-ignore-start lint/style/noRestrictedImports: set-up of tests; nothing else may import this file
import { configured, type Settings } from "@videoflow/local/graph/configured";
import { readGraph } from "@videoflow/local/graph/lock";
import type { Graph, Resource } from "@videoflow/local/graph/resources";
import { startTestCloud, type TestCloud } from "@videoflow/local/testing";
// biome-ignore-end lint/style/noRestrictedImports: set-up of tests
import { provideActor } from "./actor.ts";
import { createId } from "./id.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** What keeps state: nothing here runs by itself. */
const KEEPS_STATE = /^aws:(s3\/(?!bucketNotification|bucketObject)|dynamodb\/|cloudwatch\/eventBus|sqs\/queue:)/;
/** Workflows whose executions are noted, and fail since they have no functions. */
const WORKFLOWS = /^aws:(sfn|iam)\//;
/** The API as its gateway serves it, with who signs people in and who decides. */
const API = /^aws:(apigatewayv2|iam)\//;
const API_FUNCTIONS = /^(ApiHandler|Authorize|AuthIssuer)/;
const OF_FUNCTIONS = /^aws:lambda\/(function|permission|functionUrl):/;

/**
 * A cloud with the project's own buckets, table and bus, to which this process is linked. To be started before modules of
 * the domains are imported: they read the table's name when they are loaded. `resources` are served besides;
 * `settings` are other values of links.
 */
export async function startTestStage({
  workflows = false,
  api = false,
  owner,
  resources = [],
  whole: change,
  directory,
  settings = {},
}: {
  workflows?: boolean;
  api?: boolean;
  /** Who owns the stage; by default the one person whom its identity provider knows. */
  owner?: string;
  resources?: readonly Resource[];
  /** Serves all of the project, with its functions, as this makes it. */
  whole?: (graph: Graph) => Graph;
  /** State to start on, as an earlier stage left it; default a new one. */
  directory?: string;
  settings?: Settings;
} = {}): Promise<TestCloud> {
  const cloud = await startTestCloud({
    root,
    ...(directory && { directory }),
    graph(endpoint) {
      const whole = configured(readGraph(root, "test", endpoint), settings);
      if (change) return change(whole);
      const isServed = ({ type, name }: Resource) =>
        KEEPS_STATE.test(type) ||
        (workflows && WORKFLOWS.test(type)) ||
        (api && (API.test(type) || (OF_FUNCTIONS.test(type) && /^Api|^Auth/.test(name))));
      const served = Object.entries(whole.functions).filter(([name]) => api && API_FUNCTIONS.test(name));
      const functions = Object.fromEntries(served);
      return { ...whole, functions, resources: [...whole.resources.filter(isServed), ...resources] };
    },
    secrets: ({ issuer, clientId, clientSecret, email }) => ({
      ...{
        SignInIssuer: issuer,
        SignInClientId: clientId,
        SignInClientSecret: clientSecret,
        SignInOwner: owner ?? email,
      },
    }),
  });
  for (const [name, link] of Object.entries(cloud.graph.links))
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
