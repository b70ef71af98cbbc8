// Runs on Node 20 with nothing installed: brings Node 24, the dependencies and ffmpeg, then hands over to packages/cli.
// Plain JavaScript, because it runs before anything that could read TypeScript is there.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const NODE_MAJOR = 24;
const PNPM = "pnpm@12.21.0";
/** Exit code when something is missing that only the user can install. Documented in `videoflow --help`. */
const EXIT_SETUP = 3;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const tools = path.join(root, ".videoflow", "tools");
const [command] = process.argv.slice(2);

const say = (line) => process.stderr.write(`videoflow: ${line}\n`);

/** Runs a step of the set-up with its name and duration shown; its own output only when it fails. */
function step(name, file, args, env = process.env) {
  const startedAt = Date.now();
  say(`${name} ...`);
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd: root,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ""}${stderr ?? ""}${error ? `${error.message}\n` : ""}`);
    say(`${name} failed: ${file} ${args.join(" ")}`);
    process.exit(EXIT_SETUP);
  }
  say(`${name}: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** Node 24: the one that runs this, or one from npm that is kept beside the stages. */
function ensureNode() {
  if (Number(process.versions.node.split(".")[0]) >= NODE_MAJOR) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const node = path.join(tools, "node_modules", name, "bin", "node");
  if (!existsSync(node)) {
    mkdirSync(tools, { recursive: true });
    const args = ["install", "--prefix", tools, "--no-audit", "--no-fund", "--no-save", `${name}@${NODE_MAJOR}`];
    step(`Installing Node ${NODE_MAJOR} from npm (this machine has ${process.version})`, "npm", args);
  }
  return node;
}

/** Dependencies from the frozen lockfile, when it or a manifest has changed since the last time. */
function ensureDependencies(env) {
  const stampFile = path.join(root, "node_modules", ".videoflow-installed");
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"])
    hash.update(readFileSync(path.join(root, file)));
  const stamp = `${hash.digest("hex")} ${os.platform()}-${os.arch()}`;
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  step("Installing dependencies from the lockfile", "npx", ["--yes", PNPM, "install", "--frozen-lockfile"], {
    ...env,
    CI: "true",
  });
  writeFileSync(stampFile, stamp);
}

const onPath = (name) =>
  (process.env.PATH ?? "").split(path.delimiter).some((folder) => folder && existsSync(path.join(folder, name)));

/** What the system must have, and which commands of ours need it. */
const systemTools = [
  {
    name: "ffmpeg",
    found: () => (process.env.FFMPEG_PATH || onPath("ffmpeg")) && (process.env.FFPROBE_PATH || onPath("ffprobe")),
    needed: ["start", "ingest", "test", "bench"],
    debian: "ffmpeg",
    brew: "ffmpeg",
  },
  {
    name: "Chromium",
    found: () =>
      process.env.CHROMIUM_PATH ||
      ["chromium", "chromium-browser", "google-chrome"].some(onPath) ||
      process.platform === "darwin",
    needed: ["test"],
    debian: "chromium",
    brew: "--cask chromium",
  },
];

function ensureSystemTools() {
  const missing = systemTools.filter(({ found, needed }) => needed.includes(command ?? "") && !found());
  if (missing.length === 0) return;
  const packages = missing.map(({ debian }) => debian);
  if (existsSync("/etc/debian_version") && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    step("Reading Debian's package lists", "apt-get", ["update", "-qq"], env);
    step(
      `Installing ${packages.join(" and ")} from Debian`,
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", ...packages],
      env,
    );
    return;
  }
  const commandLine =
    process.platform === "darwin"
      ? missing.map(({ brew }) => `brew install ${brew}`).join(" && ")
      : `sudo apt-get install -y ${packages.join(" ")}`;
  say(`${missing.map(({ name }) => name).join(" and ")} is missing. Install it with: ${commandLine}`);
  process.exit(EXIT_SETUP);
}

const node = ensureNode();
const env = {
  ...process.env,
  PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}`,
  NEXT_TELEMETRY_DISABLED: "1",
  // The command's own modules, compiled once: it starts in half the time.
  NODE_COMPILE_CACHE: path.join(tools, "compile-cache"),
};
ensureDependencies(env);
ensureSystemTools();

const main = path.join(root, "packages", "cli", "src", "main.ts");
const child = spawn(node, ["--disable-warning=ExperimentalWarning", main, ...process.argv.slice(2)], {
  stdio: "inherit",
  env,
});
// Ctrl-C reaches the whole process group; the child decides how it ends.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]));
