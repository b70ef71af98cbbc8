import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Cloud, Keys } from "./cloud.ts";
import type { FunctionSource, Graph, Resource } from "./graph/resources.ts";
import type { JobLimits } from "./services/mediaconvert/jobs/limits.ts";
import { type CloudOptions, REGION, startCloud } from "./start.ts";

export interface TestCloudOptions {
  readonly resources?: readonly Resource[];
  readonly functions?: Readonly<Record<string, FunctionSource>>;
  readonly tasks?: Graph["tasks"];
  readonly links?: Graph["links"];
  /** Where handlers are; default the current directory. */
  readonly root?: string;
  /** State to start on, as an earlier TestCloud left it; default a new one. */
  readonly directory?: string;
  readonly jobLimits?: JobLimits;
  readonly secrets?: CloudOptions["secrets"];
  /** A whole graph instead of resources, for instance the project's own. */
  readonly graph?: (endpoint: string) => Promise<Graph> | Graph;
}

/** A cloud of its own for a test: own state, own port, real wire. */
export interface TestCloud {
  readonly cloud: Cloud;
  /** What is served, with every value filled in. */
  readonly graph: Graph;
  readonly endpoint: string;
  readonly region: string;
  /** The operator's keys. */
  readonly credentials: Keys;
  readonly directory: string;
  /** Spread into the constructor of any SDK client. */
  readonly clientConfig: { endpoint: string; region: string; credentials: Keys; maxAttempts: number };
  /** Environment for the AWS CLI and for boto3. */
  readonly env: Record<string, string>;
  /** Ends in order and, when the directory was made by it, removes the state. */
  stop(): Promise<void>;
  /** Ends as a killed process would; the directory stays for the next start. */
  kill(): void;
}

export async function startTestCloud(options: TestCloudOptions = {}): Promise<TestCloud> {
  const directory = options.directory ?? mkdtempSync(path.join(tmpdir(), "videoflow-cloud-"));
  let killed = false;
  const running = await startCloud({
    app: "test",
    stage: "test",
    root: options.root ?? process.cwd(),
    directory,
    port: 0,
    jobLimits: options.jobLimits,
    ...(options.secrets && { secrets: options.secrets }),
    journal: {
      info() {},
      // What goes wrong inside the cloud must be seen in the test's output; after a kill everything goes wrong.
      error: (event, error, fields) => void (killed || console.error(event, error, fields)),
    },
    graph: async (place) =>
      options.graph
        ? options.graph(place.endpoint())
        : {
            app: place.app,
            stage: place.stage,
            resources: options.resources ?? [],
            functions: options.functions ?? {},
            tasks: options.tasks ?? {},
            links: options.links ?? {},
          },
  });
  const endpoint = running.place.endpoint();
  return {
    cloud: running.cloud,
    graph: running.graph(),
    endpoint,
    region: REGION,
    credentials: running.keys,
    directory,
    clientConfig: { endpoint, region: REGION, credentials: running.keys, maxAttempts: 1 },
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_ACCESS_KEY_ID: running.keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: running.keys.secretAccessKey,
    },
    async stop() {
      await running.stop();
      if (!options.directory) rmSync(directory, { recursive: true, force: true });
    },
    kill() {
      killed = true;
      running.kill();
    },
  };
}
