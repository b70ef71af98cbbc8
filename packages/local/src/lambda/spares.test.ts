import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../testing.ts";
import { testFunction, testGraph, testProject } from "./test-project.ts";

const OPERATOR = { kind: "operator" } as const;

let project: ReturnType<typeof testProject>;
let cloud: TestCloud;

beforeEach(async () => {
  project = testProject({
    "src/tell.ts": `
      import { readFileSync } from "node:fs";
      const startedWith = process.platform === "linux" ? readFileSync("/proc/self/environ", "utf8") : "";
      export const handler = async () => ({
        pid: process.pid,
        environment: process.env,
        directory: process.cwd(),
        startedWith,
        depth: Error.stackTraceLimit,
      });`,
    "src/busy.ts": `
      export const handler = async (event: { forEver?: true }) => {
        if (event.forEver) setTimeout(() => { for (;;); }, 0);
        return { pid: process.pid };
      };`,
  });
  const variables = (own: Record<string, string>) => ({ environment: { variables: own } });
  cloud = await startTestCloud({
    root: project.root,
    ...testGraph([
      testFunction("first", "src/tell.handler", variables({ OF_FIRST: "a secret of first" })),
      testFunction("second", "src/tell.handler", variables({ OF_SECOND: "a secret of second" })),
      testFunction("optioned", "src/tell.handler", variables({ NODE_OPTIONS: "--stack-trace-limit=3" })),
      testFunction("busy", "src/busy.handler", { timeout: 1 }),
    ]),
  });
});

afterEach(async () => {
  await cloud.stop();
  project.remove();
});

async function invoke(FunctionName: string, event: object = {}) {
  const input = { FunctionName, Payload: Buffer.from(JSON.stringify(event)) };
  const { Payload } = await cloud.cloud.call<{ Payload: Uint8Array }>(OPERATOR, "lambda", "Invoke", input);
  return JSON.parse(Buffer.from(Payload).toString());
}

/** Waits until there are so many processes besides this worker. Each has a directory for its temporary files, also a spare. */
async function spares(count: number, { environment }: { environment: Record<string, string> }): Promise<void> {
  const { dir, base } = path.parse(environment.TMPDIR ?? "");
  await expect.poll(() => readdirSync(dir).filter((name) => name !== base).length, { timeout: 10_000 }).toBe(count);
}

const onLinux = process.platform === "linux";

it.runIf(onLinux)("gives a function a process that started before it was called", async () => {
  const first = await invoke("first");
  await spares(1, first);
  const waiting = children().filter((pid) => pid !== first.pid);
  expect(waiting).toHaveLength(1);
  expect(await invoke("second")).toMatchObject({ pid: waiting[0] });
});

it("gives a function a process that knows nothing of another function", async () => {
  const first = await invoke("first");
  await spares(1, first);
  const second = await invoke("second");
  expect(second.pid).not.toBe(first.pid);
  expect(second.environment).toMatchObject({ OF_SECOND: "a secret of second", AWS_LAMBDA_FUNCTION_NAME: "second" });
  expect(Object.keys(second.environment)).not.toContain("OF_FIRST");
  expect(second.environment.AWS_ACCESS_KEY_ID).not.toBe(first.environment.AWS_ACCESS_KEY_ID);
  expect(second.directory).toBe(second.environment.LAMBDA_TASK_ROOT);
});

it("starts processes without credentials and without variables of a function", async () => {
  const { startedWith, environment } = await invoke("first");
  expect(environment.AWS_SECRET_ACCESS_KEY).toEqual(expect.any(String));
  expect(startedWith).not.toContain(environment.AWS_SECRET_ACCESS_KEY);
  expect(startedWith).not.toContain("OF_FIRST");
});

it("starts a process of its own for variables that node reads at its start", async () => {
  await spares(1, await invoke("first"));
  expect(await invoke("optioned")).toMatchObject({ depth: 3 });
});

it.runIf(onLinux)("does without a spare process that somebody killed", async () => {
  const first = await invoke("first");
  await spares(1, first);
  for (const pid of children().filter((child) => child !== first.pid)) process.kill(pid, "SIGKILL");
  await spares(0, first);
  expect(await invoke("second")).toMatchObject({ environment: { OF_SECOND: "a secret of second" } });
});

it("runs one call after the other in one process", async () => {
  const pids = new Set<number>();
  // Long enough for another process to start and to be preferred to the first.
  for (const end = Date.now() + 700; Date.now() < end; ) pids.add((await invoke("busy")).pid);
  expect(pids.size).toBe(1);
});

it("ends a process that is still busy at its timeout after it answered, and runs the next call in another", async () => {
  const { pid } = await invoke("busy", { forEver: true });
  expect((await invoke("busy")).pid).not.toBe(pid);
  await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
});

/** The worker processes of this one. */
function children(): number[] {
  const tasks = readdirSync("/proc/self/task");
  const all = tasks.flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, "utf8").trim().split(" "));
  const isWorker = (pid: string) => pid !== "" && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(project.root);
  return all.filter(isWorker).map(Number);
}
