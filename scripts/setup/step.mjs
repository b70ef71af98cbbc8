import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
/** What the set-up brings and keeps, beside the stages. */
export const tools = path.join(root, ".videoflow", "tools");

/** Exit code when something is missing that only the user can install. Documented in `videoflow --help`. */
const EXIT_SETUP = 3;

/** The set-up cannot go on, and has told why. */
export class SetupError extends Error {
  exitCode = EXIT_SETUP;
}

export const say = (line) => process.stderr.write(`videoflow: ${line}\n`);

/**
 * Runs a step of the set-up with its name and duration shown; its own output only when it fails. Throws SetupError then.
 * Options: `env` and `cwd` of the program; the folder that it `fills`, which is removed before each try; `minutes` that it has,
 * `tries`, and `pauseSeconds` between them.
 */
export async function step(name, file, args, options) {
  if (!(await attempt(name, file, args, options))) throw new SetupError(name);
}

/**
 * A step that npm fetches for. A registry has bad minutes, and npm can wait for an answer for ever, past all time limits of
 * its own: it is ended then, and begun again. What it has fetched it finds in its cache, so that a slow connection gets on, too;
 * but half a package that it has unpacked it takes for a whole one, so that what it `fills` is removed.
 */
export const npmStep = (name, file, args, options) =>
  step(name, file, args, { minutes: 8, tries: 3, pauseSeconds: 10, ...options });

/** A step that can be done without: returns whether it was done. Throws SetupError only when a signal ends the set-up. */
export async function attempt(name, file, args, { tries = 1, pauseSeconds = 0, fills, ...options } = {}) {
  const startedAt = Date.now();
  say(`${name} ...`);
  for (let count = 1; ; count++) {
    if (fills) rmSync(fills, { recursive: true, force: true });
    const { code, output, isLate } = await run(file, args, options);
    if (code === 0) break;
    process.stderr.write(output);
    const how = isLate ? `not done after ${options.minutes} minutes` : "failed";
    say(`${name}: ${how}: ${file} ${args.join(" ")}`);
    if (count === tries) return false;
    say(`${name}: beginning again (${count + 1} of ${tries})`);
    await wait(pauseSeconds * 1000);
  }
  say(`${name}: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return true;
}

/** In a process group of its own: what a program starts (npx its pnpm, sst its npm) would outlive it otherwise. */
async function run(file, args, { env = process.env, cwd = root, minutes }) {
  let endedBy;
  // Ctrl-C reaches only the group of who waits here. Not as SIGINT, which what a shell has put in the background does not hear.
  const handOn = (signal) => {
    endedBy = signal;
    signalGroup(child, "SIGTERM");
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  // Before there is a program: a signal that came in between would end only this process.
  for (const signal of signals) process.on(signal, handOn);
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
  let isLate = false;
  const timer =
    minutes &&
    setTimeout(() => {
      isLate = true;
      signalGroup(child, "SIGKILL");
    }, minutes * 60_000);
  const result = await new Promise((resolve) => {
    child.once("error", ({ message }) => resolve({ code: null, output: `${message}\n` }));
    child.once("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
  clearTimeout(timer);
  for (const signal of signals) process.off(signal, handOn);
  if (endedBy) throw Object.assign(new SetupError(endedBy), { exitCode: 128 + os.constants.signals[endedBy] });
  return { ...result, isLate };
}

function signalGroup({ pid }, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // All of it has ended by itself in the meantime.
    if (error.code !== "ESRCH") throw error;
  }
}
