import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../testing.ts";
import { testFunction, testGraph, testProject } from "./test-project.ts";

let project: ReturnType<typeof testProject>;
let cloud: TestCloud | undefined;

beforeEach(() => {
  project = testProject({
    "src/version.ts": "export const version: number = 1;",
    "src/work.ts": `
      import { version } from "./version.ts";
      import { existsSync, writeFileSync } from "node:fs";
      export const handler = async (event: { until?: string }) => {
        if (event.until) writeFileSync(event.until + ".begun", "");
        while (event.until && !existsSync(event.until)) await new Promise((done) => setTimeout(done, 5));
        return { version, pid: process.pid };
      };`,
    "src/other.ts": "export const handler = async () => process.pid;",
  });
});

afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
  project.remove();
});

async function start(directory?: string) {
  const parts = [testFunction("work", "src/work.handler"), testFunction("other", "src/other.handler")];
  const running = await startTestCloud({
    root: project.root,
    ...testGraph(parts),
    ...(directory && { directory }),
  });
  cloud = running;
  const client = new LambdaClient(running.clientConfig);
  return async (FunctionName: string, event: object = {}) => {
    const { Payload } = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
    return JSON.parse(Payload?.transformToString() ?? "");
  };
}

/** Node.js sees a write only after it has been told of it by the system. */
const soon = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 10_000, interval: 5 });

it("runs the new code after a source was saved, again and again", async () => {
  const invoke = await start();
  expect(await invoke("work")).toMatchObject({ version: 1 });
  for (const version of [2, 3, 4]) {
    project.write("src/version.ts", `export const version: number = ${version};`);
    await soon(() => invoke("work")).toMatchObject({ version });
    // None of the old workers may be left to take some of many invocations.
    const answers = await Promise.all([1, 2, 3, 4].map(() => invoke("work")));
    expect(answers.map((answer) => answer.version)).toEqual([version, version, version, version]);
  }
});

it("lets what runs end on the old code", async () => {
  const invoke = await start();
  const until = path.join(project.root, "go-on");
  await invoke("work");
  const running = invoke("work", { until });
  await soon(async () => existsSync(`${until}.begun`)).toBe(true);
  project.write("src/version.ts", "export const version: number = 2;");
  await soon(() => invoke("work")).toMatchObject({ version: 2 });
  writeFileSync(until, "");
  expect(await running).toMatchObject({ version: 1 });
});

it("leaves functions alone that do not use the source", async () => {
  const invoke = await start();
  const before = await invoke("other");
  await invoke("work");
  project.write("src/version.ts", "export const version: number = 2;");
  await soon(() => invoke("work")).toMatchObject({ version: 2 });
  expect(await invoke("other")).toBe(before);
});

it.each([
  ["cannot be parsed", "export const version: number = ;"],
  ["imports what is not there", 'export { version } from "./later.ts";'],
])("serves the last good code while a source %s, and the new one when it is mended", async (_what, text) => {
  const invoke = await start();
  const { pid } = await invoke("work");
  project.write("src/version.ts", text);
  await soon(async () => (await invoke("work")).pid).not.toBe(pid);
  expect(await invoke("work")).toMatchObject({ version: 1 });
  project.write("src/later.ts", "export const version: number = 2;");
  project.write("src/version.ts", 'export { version } from "./later.ts";');
  await soon(() => invoke("work")).toMatchObject({ version: 2 });
});

it("takes up a file that was missing as soon as it is there", async () => {
  const invoke = await start();
  const { pid } = await invoke("work");
  project.write("src/version.ts", 'export { version } from "./later.ts";');
  await soon(async () => (await invoke("work")).pid).not.toBe(pid);
  project.write("src/later.ts", "export const version: number = 5;");
  await soon(() => invoke("work")).toMatchObject({ version: 5 });
});

it("builds anew at the next start what was changed in between, and only that", async () => {
  const directory = path.join(project.root, "state");
  expect(await (await start(directory))("work")).toMatchObject({ version: 1 });
  await cloud?.stop();
  project.write("src/version.ts", "export const version: number = 6;");
  expect(await (await start(directory))("work")).toMatchObject({ version: 6 });
});

it("runs packages as they are installed, whatever kind of module they are", async () => {
  const packages = path.join(project.root, "node_modules");
  mkdirSync(packages);
  const manifest = (type: string) => JSON.stringify({ name: "x", main: "index.js", type });
  project.write("node_modules/old/package.json", manifest("commonjs"));
  project.write("node_modules/old/index.js", "const all = { ['na' + 'med']: 'named of old' }; module.exports = all;");
  project.write("node_modules/new/package.json", manifest("module"));
  project.write("node_modules/new/index.js", "export const named = 'named of new'; export default 'default of new';");
  project.write("node_modules/data/package.json", manifest("module"));
  project.write("node_modules/data/table.json", '{"entry":"data"}');
  project.write(
    "src/work.ts",
    `import { named as old } from "old"; import { named as fresh, default as other } from "new"; import table from "data/table.json";
     export const handler = async () => [old, fresh, other, table.entry, typeof __dirname, require("old").named];`,
  );
  const invoke = await start();
  expect(await invoke("work")).toEqual([
    "named of old",
    "named of new",
    "default of new",
    "data",
    "string",
    "named of old",
  ]);
});

it("loads a package that only a dynamic import leads to when that is reached, and not before", async () => {
  mkdirSync(path.join(project.root, "node_modules"));
  const load = (name: string) => `(globalThis.loaded ??= []).push("${name}")`;
  for (const name of ["asked", "given"]) {
    project.write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
    project.write(`node_modules/${name}/index.js`, `${load(name)}; exports.value = "of ${name}";`);
  }
  project.write("src/lazy.ts", `import { value } from "asked"; export { value };`);
  project.write(
    "src/work.ts",
    `import { value } from "given";
     const loaded = () => [...(globalThis as { loaded?: string[] }).loaded ?? []];
     export const handler = async () => [value, loaded(), (await import("./lazy.ts")).value, loaded()];`,
  );
  const invoke = await start();
  expect(await invoke("work")).toEqual(["of given", ["given"], "of asked", ["given", "asked"]]);
});
