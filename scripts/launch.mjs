// Runs on Node 20 with nothing installed: brings Node 24, the dependencies and ffmpeg, then hands over to packages/cli.
// Plain JavaScript, because it runs before anything that could read TypeScript is there.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root, SetupError, step, tools } from "./setup/step.mjs";
import { ensureSystemTools } from "./setup/system-tools.mjs";

const NODE_MAJOR = 24;
const PNPM = "pnpm@12.21.0";
/** Exit code when something is missing that only the user can install. Documented in `videoflow --help`. */
const EXIT_SETUP = 3;

const [command = ""] = process.argv.slice(2);

/** Node 24: the one that runs this, or one from npm. */
async function ensureNode() {
  if (Number(process.versions.node.split(".")[0]) >= NODE_MAJOR) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const node = path.join(tools, "node_modules", name, "bin", "node");
  if (!existsSync(node)) {
    mkdirSync(tools, { recursive: true });
    const args = ["install", "--prefix", tools, "--no-audit", "--no-fund", "--no-save", `${name}@${NODE_MAJOR}`];
    await step(`Installing Node ${NODE_MAJOR} from npm (this machine has ${process.version})`, "npm", args);
  }
  return node;
}

/** Dependencies from the frozen lockfile, when it or a manifest has changed since the last time. */
async function ensureDependencies(env) {
  const stampFile = path.join(root, "node_modules", ".videoflow-installed");
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"])
    hash.update(readFileSync(path.join(root, file)));
  const stamp = `${hash.digest("hex")} ${os.platform()}-${os.arch()}`;
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  await step("Installing dependencies from the lockfile", "npx", ["--yes", PNPM, "install", "--frozen-lockfile"], {
    ...env,
    CI: "true",
  });
  writeFileSync(stampFile, stamp);
}

/** The code of SST's components, for the commands that have them run: it is a third of what is to be brought. */
async function ensurePlatform(node, env) {
  if (!["synth", "test"].includes(command)) return;
  const child = spawn(node, [path.join(root, "scripts", "setup", "platform.mjs")], { stdio: "inherit", env });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new SetupError("SST's platform");
}

/** Returns Node 24 and what is to be in its environment. Debian's packages and npm's come side by side. */
async function setUp() {
  const node = await ensureNode();
  const env = {
    ...process.env,
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}`,
    NEXT_TELEMETRY_DISABLED: "1",
    // The command's own modules, compiled once: it starts in half the time.
    NODE_COMPILE_CACHE: path.join(tools, "compile-cache"),
    // glibc gives each thread memory of its own, and keeps what is freed there: a tenth of what the cloud takes.
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
  };
  const ways = [ensureSystemTools(command), ensureDependencies(env).then(() => ensurePlatform(node, env))];
  // A package manager is not left alone in the middle of its work because the other one failed.
  for (const { reason } of await Promise.allSettled(ways)) if (reason) throw reason;
  return { node, env };
}

/** How the cloud collects garbage: see docs/decisions/priorities.md. */
const garbageCollection = [
  // Node lets the nursery of new objects grow to over 100 MB and never gives it back: large requests would leave it so.
  "--max-semi-space-size=8",
  // When twice as much is used as was left the last time: V8 holds it for cheap, and would do it at every tenth part.
  "--heap-growing-percent=100",
  // With one thread beside its own: four would take all cores from who waits for an answer.
  "--v8-pool-size=1",
];

function handOver({ node, env }) {
  const main = path.join(root, "packages", "cli", "src", "main.ts");
  const nodeOptions = ["--disable-warning=ExperimentalWarning", ...garbageCollection];
  const child = spawn(node, [...nodeOptions, main, ...process.argv.slice(2)], { stdio: "inherit", env });
  // Ctrl-C reaches the whole process group; the child decides how it ends.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]));
}

try {
  handOver(await setUp());
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.exitCode = EXIT_SETUP;
}
