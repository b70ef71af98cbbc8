import { mkdirSync } from "node:fs";
import path from "node:path";
import { configured } from "@videoflow/local/graph/configured";
import { isFresh, readGraph } from "@videoflow/local/graph/lock";
import type { Graph } from "@videoflow/local/graph/resources";
import type { IdentityClient } from "@videoflow/local/identity/provider";
import { type RunningCloud, startCloud } from "@videoflow/local/start";
import { openJournal } from "./journal.ts";
import { LOCAL_SETTINGS } from "./local-settings.ts";
import { freePort } from "./ports.ts";
import { root } from "./project.ts";
import { clearRunning, type Running, stageDirectory, writeRunning } from "./stage.ts";

export interface Stack {
  /** How to reach it; the same is in the stage's `running.json`. */
  readonly running: Running;
  /** Adds the web app's address to it. */
  setWeb(url: string): void;
  /** Makes the infra of now the infra that is served. Throws with the reason when it is wrong; the old one goes on. */
  redeploy(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the cloud of a stage in this process. `port` 0 takes any free one; a taken port moves aside to a free one.
 * Synthesises first when infra has changed since the lock was made. Throws StageBusyError when the stage runs already.
 */
export async function startStack(stage: string, port: number, report: (line: string) => void): Promise<Stack> {
  const directory = stageDirectory(stage);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const options = {
    app: "videoflow",
    stage,
    root,
    directory,
    journal: openJournal(directory),
    graph: async (place: { endpoint(): string }) => {
      await ensureLock(report);
      return configured(readGraph(root, stage, place.endpoint()), LOCAL_SETTINGS);
    },
    // On this machine the stage is its own identity provider.
    secrets: ({ issuer, clientId, clientSecret, email }: IdentityClient) => ({
      ...{ SignInIssuer: issuer, SignInClientId: clientId, SignInClientSecret: clientSecret, SignInOwner: email },
    }),
  };
  const cloud = await startCloud({ ...options, port: await freePort(port) });
  let web: string | undefined;
  const describeNow = (): Running => ({ ...describe(cloud, cloud.graph()), ...(web && { web }) });
  writeRunning(stage, describeNow());
  return {
    get running() {
      return describeNow();
    },
    setWeb(url) {
      web = url;
      writeRunning(stage, describeNow());
    },
    async redeploy() {
      await cloud.redeploy();
      writeRunning(stage, describeNow());
    },
    async stop() {
      await cloud.stop();
      clearRunning(stage);
    },
  };
}

/** The lock as infra now wants it. The synthesis is loaded only when it is needed: it is never on the fast path. */
export async function ensureLock(report: (line: string) => void): Promise<void> {
  if (isFresh(root)) return;
  report("Infra has changed: synthesising stack.lock.json");
  // The set-up's own, in plain JavaScript: the launcher has brought it only for the commands that always need it.
  const { ensurePlatform } = await import(path.join(root, "scripts/setup/platform.mjs"));
  await ensurePlatform(process.env);
  const { synthesise } = await import("@videoflow/local/graph/synth");
  await synthesise(root);
}

const startedAt = new Date().toISOString();

function describe(cloud: RunningCloud, graph: Graph): Running {
  const resources = Object.fromEntries(
    Object.entries(graph.links).map(([name, link]) => [`SST_RESOURCE_${name}`, JSON.stringify(link)]),
  );
  return {
    pid: process.pid,
    endpoint: cloud.place.endpoint(),
    api: String(graph.links.Api?.url),
    region: cloud.place.region,
    ...cloud.keys,
    resources: { ...resources, SST_RESOURCE_App: JSON.stringify({ name: graph.app, stage: graph.stage }) },
    startedAt,
  };
}
