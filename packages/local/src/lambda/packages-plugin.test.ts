import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { type BuildContext, context } from "esbuild";
import { afterEach, beforeEach, expect, it } from "vitest";
import { packagesPlugin } from "./packages-plugin.ts";
import { testProject } from "./test-project.ts";

let project: ReturnType<typeof testProject>;
let build: BuildContext<{ write: false }>;

beforeEach(async () => {
  project = testProject({
    "pnpm-lock.yaml": "one",
    "store/tool@1/package.json": `{ "name": "tool", "main": "index.js" }`,
    "store/tool@1/index.js": "module.exports = 1;",
    "store/tool@2/package.json": `{ "name": "tool", "main": "index.js" }`,
    "store/tool@2/index.js": "module.exports = 2;",
    "packages/own/package.json": `{ "name": "own", "exports": { ".": "./first.ts" } }`,
    "packages/own/first.ts": `export const word = "first";`,
    "packages/own/second.ts": `export const word = "second";`,
    "entry.ts": `import tool from "tool"; import { word } from "own"; console.log(tool, word);`,
  });
  link("store/tool@1", "tool");
  link("packages/own", "own");
  build = await context({
    ...{ absWorkingDir: project.root, entryPoints: ["entry.ts"], outfile: "out.mjs", write: false },
    ...{ bundle: true, platform: "node", format: "esm", logLevel: "silent", plugins: [packagesPlugin()] },
  });
});
afterEach(async () => {
  await build.dispose();
  project.remove();
});

/** As a package manager does: to the store, of which the packages' files are those that are imported. */
function link(target: string, name: string): void {
  const modules = path.join(project.root, "node_modules");
  mkdirSync(modules, { recursive: true });
  const place = path.join(modules, name);
  rmSync(place, { force: true });
  symlinkSync(path.join(project.root, target), place);
}

const code = async () => (await build.rebuild()).outputFiles[0]?.text ?? "";

it("takes own sources in, and leaves packages where they are installed", async () => {
  project.write("node_modules/other/package.json", `{ "name": "other", "main": "index.js" }`);
  project.write("node_modules/other/index.js", "module.exports = 3;");
  project.write("entry.ts", `import other from "other"; import { word } from "own"; console.log(other, word);`);
  for (const _ of ["first", "again"]) {
    const text = await code();
    expect(text).toContain(JSON.stringify(path.join(project.root, "node_modules/other/index.js")));
    expect(text).toContain(`word = "first"`);
  }
});

it("looks again where a package of the workspace leads to, once its manifest says another", async () => {
  expect(await code()).toContain(`word = "first"`);
  project.write("packages/own/package.json", `{ "name": "own", "exports": { ".": "./second.ts" } }`);
  expect(await code()).toContain(`word = "second"`);
});

it("looks again where packages are, once others are installed", async () => {
  expect(await code()).toContain("= 1");
  link("store/tool@2", "tool");
  project.write("pnpm-lock.yaml", "two");
  expect(await code()).toContain("= 2");
});
