import { existsSync } from "node:fs";
import path from "node:path";
import { attempt, SetupError, say, step } from "./step.mjs";

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

/** Installs what is missing as root on Debian; elsewhere tells which command to run, and throws SetupError where it must be had. */
export async function ensureSystemTools(command) {
  const missing = systemTools.filter(({ found, needed }) => needed.includes(command) && !found());
  if (missing.length === 0) return;
  const required = missing.filter(({ isOptional }) => !isOptional);
  const optional = missing.filter(({ isOptional }) => isOptional);
  if (existsSync("/etc/debian_version") && process.getuid?.() === 0 && (await installFromDebian(required, optional)))
    return;
  for (const { name, without } of optional) say(`${name} is missing: ${without}.`);
  const stillMissing = required.filter(({ found }) => !found());
  if (stillMissing.length === 0) return;
  const commandLine =
    process.platform === "darwin"
      ? stillMissing.map(({ brew }) => `brew install ${brew}`).join(" && ")
      : `sudo apt-get install -y ${packagesOf(stillMissing).join(" ")}`;
  say(`${stillMissing.map(({ name }) => name).join(" and ")} is missing. Install it with: ${commandLine}`);
  throw new SetupError("System tools");
}

/** Returns whether all of it is there now: what can be done without comes by itself, since not every Debian has it. */
async function installFromDebian(required, optional) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = (run, wanted) =>
    run(
      `Installing ${packagesOf(wanted).join(" and ")} from Debian`,
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", ...packagesOf(wanted)],
      { env },
    );
  const read = required.length > 0 ? step : attempt;
  if ((await read("Reading Debian's package lists", "apt-get", ["update", "-qq"], { env })) === false) return false;
  if (required.length > 0) await install(step, required);
  return optional.length === 0 || (await install(attempt, optional));
}

const packagesOf = (wanted) => wanted.flatMap(({ debian }) => debian);
