// Runs on Node 20 with nothing installed: brings Node 24, the dependencies and ffmpeg, then hands over to packages/cli.
// Plain JavaScript, because it runs before anything that could read TypeScript is there.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { once } from "./setup/once.mjs";
import { ensurePlatform } from "./setup/platform.mjs";
import { npmStep, root, SetupError, tools } from "./setup/step.mjs";
import { ensureSystemTools } from "./setup/system-tools.mjs";

const NODE_MAJOR = 24;
const PNPM = "pnpm@12.21.0";

const [command = ""] = process.argv.slice(2);

/** Node 24: the one that runs this, or one from npm. */
async function ensureNode() {
  if (Number(process.versions.node.split(".")[0]) >= NODE_MAJOR) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const modules = path.join(tools, "node_modules");
  const wanted = `${name}@${NODE_MAJOR}`;
  await once(path.join(modules, ".videoflow-installed"), wanted, async () => {
    mkdirSync(tools, { recursive: true });
    // A package of its own, and not `--prefix`: with that npm looks for the machine's settings (proxy, certificates) there.
    writeFileSync(path.join(tools, "package.json"), '{ "private": true }\n');
    const args = ["install", "--no-audit", "--no-fund", "--no-save", wanted];
    const title = `Installing Node ${NODE_MAJOR} from npm (this machine has ${process.version})`;
    await npmStep(title, "npm", args, { cwd: tools, fills: modules });
  });
  return path.join(modules, name, "bin", "node");
}

/** Dependencies from the frozen lockfile, when it or a manifest has changed since the last time. */
async function ensureDependencies(env) {
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"])
    hash.update(readFileSync(path.join(root, file)));
  const stamp = `${hash.digest("hex")} ${os.platform()}-${os.arch()}`;
  await once(path.join(root, "node_modules", ".videoflow-installed"), stamp, () =>
    npmStep("Installing dependencies from the lockfile", "npx", ["--yes", PNPM, "install", "--frozen-lockfile"], {
      env: { ...env, CI: "true" },
    }),
  );
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
  // The code of SST's components is a third of what is to be brought, and few commands have them run.
  const needsPlatform = ["synth", "test"].includes(command);
  const fromNpm = ensureDependencies(env).then(() => needsPlatform && ensurePlatform(env));
  const ways = [ensureSystemTools(command), fromNpm];
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
  process.exitCode = error.exitCode;
}
