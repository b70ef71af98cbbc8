import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type AppSettings, bundleConfig } from "./bundle-config.ts";
import { answer, identify } from "./identity.ts";
import { STAND_IN_STAGE } from "./placeholders.ts";
import { type BuildRequest, platformOf, startPlatformRpc } from "./platform.ts";

/** One resource as the components registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

export interface SynthResult {
  readonly app: AppSettings;
  readonly registered: readonly Registered[];
  readonly builds: readonly BuildRequest[];
  /** By the component's name. */
  readonly tasks: Readonly<Record<string, TaskOutput>>;
}

/** What `sst.aws.Task` tells the `sst` command of how its program is run on one's own machine: its `dev`, and its image's context. */
export interface TaskOutput {
  readonly command?: string;
  readonly directory: string;
}

/** How Pulumi marks secrets and outputs inside inputs; what they wrap is under `value`. */
const SPECIAL = "4dabf18193072939515e22adb298388d";

interface Pulumi {
  runtime: {
    setMocks(mocks: object, project: string, stack: string, preview: boolean): void;
    /** Of mocks: what was registered, by URN; `state` of a component that registered outputs is their protobuf message. */
    getMonitor(): { resources: Map<string, { state: { toJavaScript?(): Record<string, unknown> } }> };
    runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
  };
}

/**
 * Runs SST's own component code under Pulumi's mocks: nothing is deployed, every resource that would be is recorded.
 * Changes globals of this process (mocks, environment, working directory), so it runs in a process of its own.
 */
export async function runSynth(root: string): Promise<SynthResult> {
  const require = createRequire(path.join(platformOf(root), "package.json"));
  // Inside the platform, so that its packages resolve.
  const work = path.join(platformOf(root), "synth");
  // SST archives this folder for every function, so nothing else may be in it.
  const code = path.join(work, "code");
  mkdirSync(code, { recursive: true });
  writeFileSync(path.join(code, "bundle.mjs"), "export const handler = async () => {};\n");
  const rpc = await startPlatformRpc(code);
  process.env.SST_SERVER = rpc.url;
  const registered: Registered[] = [];
  const failures: unknown[] = [];
  let calls = 0;
  (require("@pulumi/pulumi") as Pulumi).runtime.setMocks(
    {
      newResource({ type, name, inputs, id }: Registered & { id?: string }) {
        const plain = unwrap(inputs) as Registered["inputs"];
        registered.push({ type, name, inputs: plain });
        const identity = identify(type, name, plain);
        return { id: id || identity.id, state: identity.outputs };
      },
      call({ token, inputs }: { token: string; inputs: Registered["inputs"] }) {
        calls++;
        try {
          return answer(token, unwrap(inputs) as Registered["inputs"]);
        } catch (error) {
          // Pulumi passes on an error without its message.
          failures.push(error);
          throw error;
        }
      },
    },
    "organization/project",
    STAND_IN_STAGE,
    false,
  );
  try {
    const app = await readApp(root, work);
    const { program } = await load(root, path.join(work, "program.mjs"), app);
    catchStrays(failures);
    await (require("@pulumi/pulumi") as Pulumi).runtime.runInPulumiStack(program);
    await drain(require, failures, () => registered.length + calls + rpc.builds.length);
    checkWhole(registered, rpc.builds);
    const tasks = tasksOf((require("@pulumi/pulumi") as Pulumi).runtime.getMonitor());
    return { app, registered, builds: rpc.builds, tasks };
  } finally {
    rpc.close();
    rmSync(work, { recursive: true, force: true });
  }
}

interface Loaded {
  config: { app(input: { stage: string }): Partial<AppSettings> | Promise<Partial<AppSettings>> };
  program(): Promise<unknown>;
}

async function load(root: string, outfile: string, app: AppSettings): Promise<Loaded> {
  await bundleConfig(root, outfile, app);
  return (await import(pathToFileURL(outfile).href)) as Loaded;
}

/** What `app()` in the config says. SST compiles it into the program, so the config is loaded once to ask. */
async function readApp(root: string, work: string): Promise<AppSettings> {
  const base = {
    name: "app",
    stage: STAND_IN_STAGE,
    removal: "retain",
    home: "aws",
    protect: false,
    providers: { aws: {} },
  };
  const { config } = await load(root, path.join(work, "config.mjs"), base);
  const { name = base.name, removal = base.removal } = await config.app({ stage: STAND_IN_STAGE });
  return { ...base, name, removal };
}

function tasksOf({ resources }: ReturnType<Pulumi["runtime"]["getMonitor"]>): Record<string, TaskOutput> {
  return Object.fromEntries(
    [...resources].flatMap(([urn, { state }]) => {
      const name = /sst:aws:Task::(.+)$/.exec(urn)?.[1];
      const outputs = name === undefined ? undefined : state.toJavaScript?.();
      return name && outputs?._task ? [[name, unwrap(outputs._task) as TaskOutput]] : [];
    }),
  );
}

/** Errors inside `apply` reach nobody else. */
function catchStrays(failures: unknown[]): void {
  process.on("unhandledRejection", (error) => failures.push(error));
  process.on("uncaughtException", (error) => failures.push(error));
}

const CALM_ROUNDS = 10;
const ROUND_MS = 20;
const LONGEST_ROUNDS = 3000;

/** Work that SST does outside Pulumi's promises: archives of functions, calls to the platform. */
const outside = /^(FSReq|Zlib|TCPSocketWrap|TCPConnectWrap)/;

/**
 * Pulumi resolves outputs in promises that nobody awaits; the graph is whole when none is left, no file is read, nothing is
 * asked of the platform, and nothing new has come for a while.
 */
async function drain(require: NodeJS.Require, failures: unknown[], activity: () => number): Promise<void> {
  const { leakedPromises } = require("@pulumi/pulumi/runtime/debuggable.js") as {
    leakedPromises(): [Set<unknown>, string];
  };
  let last = -1;
  let calm = 0;
  for (let round = 0; calm < CALM_ROUNDS; round++) {
    if (failures.length > 0) throw failures[0];
    if (round > LONGEST_ROUNDS) throw new Error(`The synthesis did not come to rest: ${leakedPromises()[1]}`);
    await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
    const isBusy = leakedPromises()[0].size > 0 || process.getActiveResourcesInfo().some((name) => outside.test(name));
    calm = !isBusy && activity() === last ? calm + 1 : 0;
    last = activity();
  }
}

/** Archives are written outside Pulumi's promises: a function that was built and not registered means the rest came late. */
function checkWhole(registered: readonly Registered[], builds: readonly BuildRequest[]): void {
  const functions = new Set(
    registered.filter(({ type }) => type === "aws:lambda/function:Function").map(({ name }) => name),
  );
  const missing = builds.filter(({ functionID }) => !functions.has(`${functionID}Function`));
  if (missing.length > 0)
    throw new Error(`The synthesis ended without ${missing.map(({ functionID }) => functionID).join(", ")}`);
}

function unwrap(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrap);
  if (value === null || typeof value !== "object") return value;
  const entries = value as Record<string, unknown>;
  if (entries[SPECIAL]) return unwrap(entries.value);
  return Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, unwrap(entry)]));
}
