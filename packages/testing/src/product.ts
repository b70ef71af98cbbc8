import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { createClient } from "@videoflow/client/client";

export const root = path.resolve(import.meta.dirname, "../../..");

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

/** What a running stage tells of itself, in its own file. */
interface Running {
  readonly pid: number;
  readonly web?: string;
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly resources: Readonly<Record<string, string>>;
}

/** Tokens of the stage are good for longer. */
const TOKEN_MS = 5 * 60_000;

/** How to reach the stage, as an AWS client's configuration. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** VideoFlow as a user starts it: `./videoflow start` in a process of its own, on a stage and a state directory of its own. */
export class Product {
  readonly home = mkdtempSync(path.join(tmpdir(), "videoflow-product-"));
  readonly #stage: string;
  #child: ChildProcess | undefined;

  /** Nothing runs yet. `stage` is the stage's name. */
  constructor(stage: string) {
    this.#stage = stage;
  }

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
    return { ...process.env, VIDEOFLOW_HOME: this.home, VIDEOFLOW_STAGE: this.#stage };
  }

  /** Where the stage keeps its state. */
  get directory(): string {
    return path.join(this.home, this.#stage);
  }

  get running(): Running {
    return JSON.parse(readFileSync(path.join(this.directory, "running.json"), "utf8"));
  }

  get clientConfig(): ClientConfig {
    const { endpoint, region, accessKeyId, secretAccessKey } = this.running;
    return { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
  }

  /** What `Resource.<name>` reads on this stage. */
  resource(name: string): Record<string, string> {
    return JSON.parse(this.running.resources[`SST_RESOURCE_${name}`] ?? "{}");
  }

  /** The API, as the stage's owner. */
  api(ready: Pick<Ready, "api">): ReturnType<typeof createClient> {
    return createClient(ready.api, { credentials: async (refused) => ({ token: await this.token(refused) }) });
  }

  #token: { readonly value: Promise<string>; readonly until: number } | undefined;

  /** An access token of the stage's owner, as `videoflow token` gives it. */
  token(refused = false): Promise<string> {
    if (refused || !this.#token || this.#token.until < Date.now()) {
      const value = this.ask("token").then(([answer]) => String(answer?.token));
      this.#token = { value, until: Date.now() + TOKEN_MS };
    }
    return this.#token.value;
  }

  /** A link that signs a browser in, once. */
  async signInLink(): Promise<string> {
    return String((await this.ask("open"))[0]?.link);
  }

  /** Runs a videoflow command to its end, whatever its exit code. */
  run(...args: string[]): Promise<Finished> {
    return new Promise((resolve) => {
      const options = { cwd: root, env: this.environment, maxBuffer: 2 ** 28 };
      execFile(path.join(root, "videoflow"), args, options, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
      });
    });
  }

  /** Runs a videoflow command and returns its JSON lines. Throws when it does not end with 0. */
  async ask(...args: string[]): Promise<Record<string, unknown>[]> {
    const { code, stdout, stderr } = await this.run(...args, "--json");
    if (code !== 0) throw new Error(`videoflow ${args.join(" ")} ended with ${code}: ${stderr}`);
    return stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  /** Ends it as a power cut would: no handler of its own runs. */
  async kill(): Promise<void> {
    process.kill(this.running.pid, "SIGKILL");
    await this.#ended();
  }

  /** Ends it; its state stays, and `start` goes on with it. */
  async halt(): Promise<void> {
    if (this.#child?.exitCode === null) this.#child.kill("SIGTERM");
    await this.#ended();
  }

  async stop(): Promise<void> {
    await this.halt();
    rmSync(this.home, { recursive: true, force: true });
  }

  async #ended(): Promise<void> {
    if (this.#child && this.#child.exitCode === null && this.#child.signalCode === null)
      await once(this.#child, "exit");
  }
}
