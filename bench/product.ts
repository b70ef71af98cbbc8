import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

export const root = path.resolve(import.meta.dirname, "..");

/** How to reach the measured stack, as an AWS client's configuration. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string };
}

/** VideoFlow as a user starts it, in a process of its own, on an empty stage of its own. */
export class Product {
  readonly #home = mkdtempSync(path.join(tmpdir(), "videoflow-bench-"));
  #child: ChildProcess | undefined;

  get environment(): NodeJS.ProcessEnv {
    return { ...process.env, VIDEOFLOW_HOME: this.#home, VIDEOFLOW_STAGE: "bench" };
  }

  /** Starts it and returns the milliseconds until it was ready. */
  async start(): Promise<number> {
    const startedAt = performance.now();
    const child = spawn(path.join(root, "videoflow"), ["start", "--no-web", "--port", "0", "--json"], {
      cwd: root,
      env: this.environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      if (JSON.parse(line).event === "ready") return performance.now() - startedAt;
    }
    throw new Error("VideoFlow ended before it was ready");
  }

  /** Runs a videoflow command and returns its JSON lines. Throws when it does not end with 0: no figure comes of a failure. */
  async run(...args: string[]): Promise<Record<string, unknown>[]> {
    const command = promisify(execFile)(path.join(root, "videoflow"), args, {
      env: this.environment,
      maxBuffer: 2 ** 28,
    });
    const { stdout } = await command;
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  }

  get running(): {
    pid: number;
    endpoint: string;
    region: string;
    accessKeyId: string;
    secretAccessKey: string;
    resources: Record<string, string>;
  } {
    return JSON.parse(readFileSync(path.join(this.#home, "bench", "running.json"), "utf8"));
  }

  get clientConfig(): ClientConfig {
    const { endpoint, region, accessKeyId, secretAccessKey } = this.running;
    return { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
  }

  /** What `Resource.<name>` reads on this stage. */
  resource(name: string): Record<string, string> {
    return JSON.parse(this.running.resources[`SST_RESOURCE_${name}`] ?? "{}");
  }

  async stop(): Promise<void> {
    if (this.#child?.exitCode === null) {
      this.#child.kill("SIGTERM");
      await once(this.#child, "exit");
    }
    rmSync(this.#home, { recursive: true, force: true });
  }
}

/** Megabytes (10^6) of real memory that a process has now, or at its peak. Linux only. */
export function memoryMb(pid: number, what: "now" | "peak" = "now"): number {
  const key = what === "now" ? "VmRSS" : "VmHWM";
  const line = new RegExp(`^${key}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return (Number(line?.[1]) * 1024) / 1e6;
}

/** Samples a process's memory until `stop`, which returns the highest value seen, in megabytes. */
export function watchMemory(pid: number): { stop(): number } {
  let highest = memoryMb(pid);
  const timer = setInterval(() => {
    highest = Math.max(highest, memoryMb(pid));
  }, 20);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(highest, memoryMb(pid));
    },
  };
}
