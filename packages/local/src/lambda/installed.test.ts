import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, afterEach, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../testing.ts";
import { testFunction, testGraph, testProject } from "./test-project.ts";

let cloud: TestCloud | undefined;
const state = mkdtempSync(path.join(tmpdir(), "installed-state-"));
afterAll(() => {
  project.remove();
  rmSync(state, { recursive: true, force: true });
});
const project = testProject({
  "packages/one/letters.ts": `
    import { readFileSync } from "node:fs";
    import { createRequire } from "node:module";
    export const letters = () => readFileSync(createRequire(import.meta.url).resolve("@fonts/plain/plain.ttf"), "utf8");`,
  "packages/two/work.ts": `
    import { letters } from "../one/letters.ts";
    export const handler = async () => letters();`,
});
const installed = path.join(project.root, "packages/one/node_modules/@fonts/plain");
mkdirSync(installed, { recursive: true });
writeFileSync(path.join(installed, "plain.ttf"), "abc");

afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
});

async function invoke(install?: readonly string[], directory?: string) {
  const graph = testGraph([testFunction("work", "packages/two/work.handler")]);
  const work = { handler: "packages/two/work.handler", links: [], ...(install && { install }) };
  cloud = await startTestCloud({
    ...{ root: project.root, ...graph, functions: { work } },
    ...(directory && { directory }),
  });
  const { Payload } = await new LambdaClient(cloud.clientConfig).send(new InvokeCommand({ FunctionName: "work" }));
  return JSON.parse(Payload?.transformToString() ?? "");
}

it("finds the files of a package that is installed beside it, wherever its sources have it", async () => {
  expect(await invoke(["@fonts/plain"])).toBe("abc");
});

it("does not find those of others", async () => {
  expect(await invoke()).toMatchObject({ errorMessage: expect.stringContaining("@fonts/plain") });
});

it("finds one that is asked for after its code was built", async () => {
  expect(await invoke(undefined, state)).toMatchObject({ errorMessage: expect.stringContaining("@fonts/plain") });
  await cloud?.stop();
  expect(await invoke(["@fonts/plain"], state)).toBe("abc");
});

it("says which package nobody has", async () => {
  expect(await invoke(["@fonts/none"])).toMatchObject({
    errorMessage: expect.stringMatching(/^@fonts\/none is to be installed beside/),
  });
});
