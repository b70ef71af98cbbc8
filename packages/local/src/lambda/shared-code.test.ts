import { readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../testing.ts";
import { testFunction, testGraph, testProject } from "./test-project.ts";

let project: ReturnType<typeof testProject>;
let clouds: TestCloud[] = [];

beforeEach(() => {
  project = testProject({
    "src/version.ts": "export const version: number = 1;",
    "src/work.ts": `
      import { version } from "./version.ts";
      export const handler = async () => version;`,
    "src/other.ts": "export const handler = async () => 'other';",
  });
});

afterEach(async () => {
  await Promise.all(clouds.map((cloud) => cloud.stop()));
  clouds = [];
  project.remove();
});

/** A stage of its own, on the same project. */
async function start(handler = "src/work.handler") {
  const cloud = await startTestCloud({ root: project.root, ...testGraph([testFunction("work", handler)]) });
  clouds.push(cloud);
  const client = new LambdaClient(cloud.clientConfig);
  return async () => {
    const { Payload } = await client.send(new InvokeCommand({ FunctionName: "work" }));
    return JSON.parse(Payload?.transformToString() ?? "");
  };
}

/** The bundles of the function, each with when it was written. */
function bundles(): { file: string; writtenAt: number }[] {
  const folder = path.join(project.root, ".videoflow/tools/code");
  const names = readdirSync(folder).filter((name) => name.startsWith("work-"));
  const files = names.map((name) => path.join(folder, name, "bundle.mjs"));
  return files.map((file) => ({ file, writtenAt: statSync(file).mtimeMs }));
}

it("is built once for stages that come after one another", async () => {
  expect(await (await start())()).toBe(1);
  const built = bundles();
  expect(await (await start())()).toBe(1);
  expect(bundles()).toEqual(built);
});

it("is whole when stages that start together build it", async () => {
  const stages = await Promise.all([start(), start(), start()]);
  expect(await Promise.all(stages.map((invoke) => invoke()))).toEqual([1, 1, 1]);
  project.write("src/version.ts", "export const version: number = 2;");
  for (const invoke of stages) await expect.poll(invoke, { timeout: 10_000, interval: 5 }).toBe(2);
});

it("is another one for another handler of the same name", async () => {
  const [work, other] = [await start(), await start("src/other.handler")];
  expect([await work(), await other(), await work()]).toEqual([1, "other", 1]);
});

it("is built again when it is not what the record beside it tells of", async () => {
  await (await start())();
  for (const { file } of bundles()) writeFileSync(file, "export const handler = async () => 'of older sources';");
  expect(await (await start())()).toBe(1);
});
