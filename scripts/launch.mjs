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

/** Runs a step of the set-up with its name and duration shown; its own output only when it fails, which ends everything. */
function step(name, file, args, env = process.env) {
  if (!attempt(name, file, args, env)) process.exit(EXIT_SETUP);
}

/** The same for what can be done without: returns whether it was done. */
function attempt(name, file, args, env) {
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
    return false;
  }
  say(`${name}: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return true;
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
    debian: ["ffmpeg"],
    brew: "ffmpeg",
  },
  {
    name: "Chromium",
    found: () =>
      process.env.CHROMIUM_PATH ||
      ["chromium", "chromium-browser", "google-chrome"].some(onPath) ||
      process.platform === "darwin",
    needed: ["test"],
    debian: ["chromium"],
    brew: "--cask chromium",
  },
  {
    // Without it words come from subtitles only: everything else works.
    name: "PocketSphinx",
    isOptional: true,
    found: () =>
      (process.env.VIDEOFLOW_WHISPER_PATH && process.env.VIDEOFLOW_WHISPER_MODEL) ||
      ["pocketsphinx_continuous", "pocketsphinx"].some(onPath),
    needed: ["start", "ingest", "test", "bench"],
    debian: ["pocketsphinx", "pocketsphinx-en-us"],
    without:
      "speech is not recognised, words come from subtitles only. To have it, install Debian's pocketsphinx and " +
      "pocketsphinx-en-us, or set VIDEOFLOW_WHISPER_PATH and VIDEOFLOW_WHISPER_MODEL to whisper.cpp and a model of it",
  },
];

function ensureSystemTools() {
  const missing = systemTools.filter(({ found, needed }) => needed.includes(command ?? "") && !found());
  const required = missing.filter(({ isOptional }) => !isOptional);
  const optional = missing.filter(({ isOptional }) => isOptional);
  if (missing.length === 0) return;
  if (existsSync("/etc/debian_version") && process.getuid?.() === 0) {
    if (required.length > 0) installFromDebian(required, step);
    if (optional.length === 0 || installFromDebian(optional, attempt)) return;
  }
  for (const { name, without } of optional) say(`${name} is missing: ${without}.`);
  const stillMissing = required.filter(({ found }) => !found());
  if (stillMissing.length === 0) return;
  const commandLine =
    process.platform === "darwin"
      ? stillMissing.map(({ brew }) => `brew install ${brew}`).join(" && ")
      : `sudo apt-get install -y ${stillMissing.flatMap(({ debian }) => debian).join(" ")}`;
  say(`${stillMissing.map(({ name }) => name).join(" and ")} is missing. Install it with: ${commandLine}`);
  process.exit(EXIT_SETUP);
}

function installFromDebian(wanted, run) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const packages = wanted.flatMap(({ debian }) => debian);
  const install = ["install", "-y", "-qq", "--no-install-recommends", ...packages];
  const read = run("Reading Debian's package lists", "apt-get", ["update", "-qq"], env);
  return read !== false && run(`Installing ${packages.join(" and ")} from Debian`, "apt-get", install, env) !== false;
}

const node = ensureNode();
const env = {
  ...process.env,
  PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}`,
  NEXT_TELEMETRY_DISABLED: "1",
  // The command's own modules, compiled once: it starts in half the time.
  NODE_COMPILE_CACHE: path.join(tools, "compile-cache"),
  // glibc gives each thread memory of its own, and keeps what is freed there: a tenth of what the cloud takes.
  MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
};
ensureDependencies(env);
ensureSystemTools();

const main = path.join(root, "packages", "cli", "src", "main.ts");
// Node lets the nursery of new objects grow to over 100 MB and never gives it back: large requests would leave it so.
const nodeOptions = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=8"];
const child = spawn(node, [...nodeOptions, main, ...process.argv.slice(2)], {
  stdio: "inherit",
  env,
});
// Ctrl-C reaches the whole process group; the child decides how it ends.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]));
