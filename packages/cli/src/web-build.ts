import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./project.ts";
import { isAlive } from "./stage.ts";

export const webFolder = path.join(root, "web");
export const next = path.join(webFolder, "node_modules", ".bin", "next");

/** One build of the web app. Servers run from it while others are made: a build is never changed once it is ready. */
export interface WebBuild {
  /** Where it is, relative to the app's folder, as Next wants it. */
  readonly directory: string;
}

/** Where builds are, each in a folder named by the digest of its sources and by the process that made it. */
const builds = ".videoflow";
const DIGEST_LENGTH = 16;

/**
 * Finds the build of the sources as they are, or makes it in a folder of its own, and keeps it for this process: it is there
 * as long as the process lives. Builds of other sources that no living process uses are thrown away.
 */
export async function buildWeb(report: (line: string) => void): Promise<WebBuild> {
  const digest = digestSources().slice(0, DIGEST_LENGTH);
  for (const name of names()) if (!name.startsWith(digest) && !isUsed(name)) rmSync(place(name), { recursive: true });
  for (const name of names()) {
    if (!name.startsWith(digest) || !existsSync(readyFile(name))) continue;
    use(name);
    return buildAt(name);
  }
  const name = `${digest}-${process.pid}`;
  rmSync(place(name), { recursive: true, force: true });
  use(name);
  await runBuild(buildAt(name), report);
  writeFileSync(readyFile(name), "");
  return buildAt(name);
}

/** What Next is run with, to build as to serve. `VIDEOFLOW_WEB_BUILD` is read by the app's next.config.ts. */
export function webEnvironment({ directory }: WebBuild): NodeJS.ProcessEnv {
  return { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", VIDEOFLOW_WEB_BUILD: directory };
}

async function runBuild(build: WebBuild, report: (line: string) => void): Promise<void> {
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

const place = (name: string) => path.join(webFolder, builds, name);
const readyFile = (name: string) => path.join(place(name), "ready");
const users = (name: string) => path.join(place(name), "users");
const buildAt = (name: string): WebBuild => ({ directory: path.posix.join(builds, name, "next") });

function names(): string[] {
  const folder = path.join(webFolder, builds);
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** A file a process, named by its id: a killed one counts no more. */
function use(name: string): void {
  mkdirSync(users(name), { recursive: true });
  writeFileSync(path.join(users(name), String(process.pid)), "");
}

function isUsed(name: string): boolean {
  return existsSync(users(name)) && readdirSync(users(name)).some((pid) => isAlive(Number(pid)));
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
  return hash.digest("hex");
}
