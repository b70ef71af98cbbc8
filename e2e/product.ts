import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { createClient } from "@videoflow/client/client";

export const root = path.resolve(import.meta.dirname, "..");
const STAGE = "e2e";

/** What `start --json` prints once everything answers. */
export interface Ready {
  readonly stage: string;
  readonly endpoint: string;
  readonly api: string;
  readonly web?: string;
}

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** VideoFlow as a user starts it: `./videoflow start` in a process of its own, on a stage and a state directory of its own. */
export class Product {
  readonly home = mkdtempSync(path.join(tmpdir(), "videoflow-e2e-"));
  #child: ChildProcess | undefined;

  /** Starts it, or starts it again on the same state. `--no-web` leaves out the web app. */
  async start(...args: string[]): Promise<Ready> {
    const child = spawn(path.join(root, "videoflow"), ["start", "--port", "0", "--json", ...args], {
      cwd: root,
      env: this.environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const event = JSON.parse(line) as Ready & { event?: string };
      if (event.event === "ready") return event;
    }
    throw new Error("VideoFlow ended before it was ready");
  }

  get environment(): NodeJS.ProcessEnv {
    return { ...process.env, VIDEOFLOW_HOME: this.home, VIDEOFLOW_STAGE: STAGE };
  }

  /** Where the stage keeps its state. */
  get directory(): string {
    return path.join(this.home, STAGE);
  }

  /** The process that serves the cloud, as the stage's own file says. */
  get pid(): number {
    return JSON.parse(readFileSync(path.join(this.directory, "running.json"), "utf8")).pid;
  }

  api(ready: Ready): ReturnType<typeof createClient> {
    return createClient(ready.api);
  }

  /** Runs a videoflow command to its end, whatever its exit code. */
  run(...args: string[]): Promise<Finished> {
    return new Promise((resolve) => {
      const options = { cwd: root, env: this.environment, maxBuffer: 2 ** 26 };
      execFile(path.join(root, "videoflow"), args, options, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
      });
    });
  }

  /** Ends it as a power cut would: no handler of its own runs. */
  async kill(): Promise<void> {
    process.kill(this.pid, "SIGKILL");
    await this.#ended();
  }

  async stop(): Promise<void> {
    if (this.#child?.exitCode === null) this.#child.kill("SIGTERM");
    await this.#ended();
    rmSync(this.home, { recursive: true, force: true });
  }

  async #ended(): Promise<void> {
    if (this.#child && this.#child.exitCode === null && this.#child.signalCode === null)
      await once(this.#child, "exit");
  }
}
