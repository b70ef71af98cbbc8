import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
/** What the set-up brings and keeps, beside the stages. */
export const tools = path.join(root, ".videoflow", "tools");

/** The set-up cannot go on, and has told why. */
export class SetupError extends Error {}

export const say = (line) => process.stderr.write(`videoflow: ${line}\n`);

/** Runs a step of the set-up with its name and duration shown; its own output only when it fails. Throws SetupError then. */
export async function step(name, file, args, env = process.env) {
  if (!(await attempt(name, file, args, env))) throw new SetupError(name);
}

/** The same for what can be done without: returns whether it was done. */
export async function attempt(name, file, args, env = process.env) {
  const startedAt = Date.now();
  say(`${name} ...`);
  const { code, output } = await run(file, args, env);
  if (code !== 0) {
    process.stderr.write(output);
    say(`${name} failed: ${file} ${args.join(" ")}`);
    return false;
  }
  say(`${name}: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return true;
}

function run(file, args, env) {
  const child = spawn(file, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.once("error", ({ message }) => resolve({ code: null, output: `${message}\n` }));
    child.once("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}
