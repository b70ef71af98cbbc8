import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { stubSite } from "./stub-site.ts";

let folder: string;
let site: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "videoflow-site-"));
  site = mkdtempSync(path.join(folder, "site-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stub = async () => {
  const made = await stubSite(site, path.join(folder, "stub"));
  const output = JSON.parse(readFileSync(path.join(made, ".open-next/open-next.output.json"), "utf8"));
  return { made, output };
};

it("stands for OpenNext's defaults when a site has no settings: buffered, with a cache of pages and of tags", async () => {
  const { made, output } = await stub();
  expect(output.origins.default.streaming).toBe(false);
  const { revalidationFunction, initializationFunction } = output.additionalProps;
  for (const { bundle } of [
    revalidationFunction,
    initializationFunction,
    ...Object.values(output.origins).slice(0, 2),
  ] as {
    bundle: string;
  }[]) {
    expect(existsSync(path.join(made, bundle, "index.mjs"))).toBe(true);
  }
});

it("follows the site's own settings", async () => {
  const config = {
    default: { override: { wrapper: "aws-lambda-streaming" } },
    dangerous: { disableIncrementalCache: true, disableTagCache: true },
  };
  writeFileSync(path.join(site, "open-next.config.ts"), `export default ${JSON.stringify(config)};\n`);
  const { output } = await stub();
  expect(output.origins.default.streaming).toBe(true);
  expect(output.additionalProps).toEqual({ disableIncrementalCache: true, disableTagCache: true });
});

it("writes nothing into the site, where a real build may be", async () => {
  await stub();
  expect(readdirSync(site)).toEqual([]);
});

it("refuses a base path, and a wrapper that it cannot know, instead of guessing", async () => {
  writeFileSync(path.join(site, "next.config.ts"), 'export default { basePath: "/docs" };\n');
  await expect(stub()).rejects.toThrow(/base path/);
  rmSync(path.join(site, "next.config.ts"));
  writeFileSync(
    path.join(site, "open-next.config.ts"),
    "export default { default: { override: { wrapper: () => {} } } };\n",
  );
  await expect(stub()).rejects.toThrow(/wrapper/);
});
