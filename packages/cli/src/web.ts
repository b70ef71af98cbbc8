import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./project.ts";
import type { Running } from "./stage.ts";

const folder = path.join(root, "web");
const next = path.join(folder, "node_modules", ".bin", "next");
const stampFile = path.join(folder, ".next", "videoflow-sources");
const READY_WITHIN_MS = 60_000;

/** Builds the web app unless what it is made of is the same as at the last build. */
export async function buildWeb(report: (line: string) => void): Promise<void> {
  const digest = digestSources();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === digest) return;
  const startedAt = Date.now();
  report("Building the web app ...");
  const child = spawn(next, ["build"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: environment() });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => (output += data));
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`The web app could not be built:\n${output}`);
  writeFileSync(stampFile, digest);
  report(`Building the web app: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** Serves the built web app on the loopback interface. Resolves with its process once it answers. */
export async function startWeb(port: number, { resources, endpoint }: Running): Promise<ChildProcess> {
  const child = spawn(next, ["start", "--hostname", "127.0.0.1", "--port", String(port)], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    // The endpoint is where signed URLs lead: the pages must be allowed to load from it.
    env: { ...environment(), ...resources, AWS_ENDPOINT_URL: endpoint },
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => (output += data));
  const ended = new Promise<never>((_, reject) => {
    child.once("exit", (code) => reject(new Error(`The web app ended with code ${code}:\n${output}`)));
  });
  // It may end long after it answered, at the stop of the stack: nobody waits for this promise then.
  ended.catch(() => {});
  await Promise.race([ended, answers(port)]);
  return child;
}

/** Ends the web app with all its processes. */
export function stopWeb(child: ChildProcess): void {
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
}

async function answers(port: number): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const answered = await fetch(`http://127.0.0.1:${port}/`, { method: "HEAD" }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    if (Date.now() > giveUpAt)
      throw new Error(`The web app did not answer on port ${port} within ${READY_WITHIN_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function digestSources(): string {
  const hash = createHash("sha256");
  const patterns = [
    "web/**/*.{ts,tsx,css,mjs,json,svg}",
    "packages/client/src/**/*.ts",
    "packages/core/src/**/*.ts",
    "pnpm-lock.yaml",
  ];
  const files = patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: (name) => /node_modules|\.next/.test(name) }))
    .filter((file) => !/node_modules|\.next|next-env|tsbuildinfo/.test(file))
    .sort();
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
}
