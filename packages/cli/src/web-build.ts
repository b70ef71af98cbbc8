import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { takeBuild } from "./build-store.ts";
import { root } from "./project.ts";

export const webFolder = path.join(root, "web");
export const next = path.join(webFolder, "node_modules", ".bin", "next");

const DIGEST_LENGTH = 16;

/** Where builds are kept, in the app's folder: Next wants them there. */
const builds = path.join(webFolder, ".videoflow");

/** The build of the web app's sources as they are: a folder, which is there as long as this process lives. */
export function buildWeb(report: (line: string) => void): Promise<string> {
  return takeBuild(builds, digestSources(), (folder) => runBuild(folder, report));
}

/** What Next is run with, to build as to serve. `VIDEOFLOW_WEB_BUILD` is read by the app's next.config.ts. */
export function webEnvironment(build: string): NodeJS.ProcessEnv {
  const folder = path.relative(webFolder, build);
  return { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", VIDEOFLOW_WEB_BUILD: folder };
}

async function runBuild(build: string, report: (line: string) => void): Promise<void> {
  const startedAt = Date.now();
  report("Building the web app ...");
  const environment = webEnvironment(build);
  const child = spawn(next, ["build"], { cwd: webFolder, stdio: ["ignore", "pipe", "pipe"], env: environment });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => (output += data));
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`The web app could not be built:\n${output}`);
  report(`Building the web app: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

function digestSources(): string {
  const hash = createHash("sha256");
  const patterns = [
    "web/**/*.{ts,tsx,css,mjs,json,svg}",
    "packages/client/src/**/*.ts",
    "packages/core/src/**/*.ts",
    "pnpm-lock.yaml",
  ];
  const made = /node_modules|\.next|\.videoflow|next-env|tsbuildinfo/;
  const files = patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: (name) => made.test(name) }))
    .filter((file) => !made.test(file))
    .sort();
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex").slice(0, DIGEST_LENGTH);
}
