import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { root, say } from "./step.mjs";

/** Whose set-up installs into this folder now: a link that leads to a process number, since a link comes with what it says at once. */
const LOCK = path.join(root, ".videoflow", "setup.lock");
const LOOK_MS = 300;

/**
 * Runs `install` unless it has come to its end for this `stamp`, which is kept in `stampFile`: half an installation looks whole.
 * Two commands that are started side by side do not install into each other: one waits, and finds it done.
 */
export async function once(stampFile, stamp, install) {
  const isDone = () => existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
  if (isDone()) return;
  await lock();
  try {
    if (isDone()) return;
    await install();
    writeFileSync(stampFile, stamp);
  } finally {
    rmSync(LOCK, { force: true });
  }
}

async function lock() {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  for (let told; !taken(); await wait(LOOK_MS)) {
    const holder = holderOf();
    if (holder === undefined) continue;
    if (!isAlive(holder)) rmSync(LOCK, { force: true });
    else if (told !== holder)
      say(`Waiting for process ${holder}, which sets up this folder. If it does not, remove ${LOCK}`);
    told = holder;
  }
}

function taken() {
  try {
    symlinkSync(String(process.pid), LOCK);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** Undefined when it has been given back in the meantime. */
function holderOf() {
  try {
    return Number(readlinkSync(LOCK));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is alive, and somebody else's.
    return error.code === "EPERM";
  }
}
