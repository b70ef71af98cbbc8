import { mkdirSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";

/** A folder for one attempt at a job, and gone with it. */
interface Folder extends AsyncDisposable {
  readonly directory: string;
}

/**
 * Where a service's jobs work, on the file system of the stage's objects. Each attempt has a folder of its own: what is left of
 * an attempt that was cut off can take nothing from the next.
 */
export class Scratch {
  readonly #root: string;

  /** Removes what a killed process left behind. */
  constructor(stageDirectory: string, service: string) {
    this.#root = path.join(stageDirectory, service);
    // The programs of a killed process end a moment after it, and may write until then.
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 10 });
    mkdirSync(this.#root, { recursive: true });
  }

  async folder(): Promise<Folder> {
    const directory = await mkdtemp(path.join(this.#root, "job-"));
    return { directory, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) };
  }
}
