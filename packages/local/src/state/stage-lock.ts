import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Thrown when another process serves the stage. */
export class StageBusyError extends Error {
  override readonly name = "StageBusyError";
}

/**
 * Makes this process the only one that serves a stage directory. The lock is SQLite's, which the operating system
 * takes back when the process ends, however it ends: nothing stale is left behind by kill -9.
 */
export function lockStage(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(path.join(directory, "lock.sqlite"));
  try {
    lock.exec("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if ((cause as { errcode?: number }).errcode !== 5) throw cause;
    throw new StageBusyError(`The stage in ${directory} is already running`, { cause });
  }
  return { release: () => lock.close() };
}
