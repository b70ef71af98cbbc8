import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { frameReader, lineReader } from "./log-frames.ts";
import type { LogEvent } from "./log-sink.ts";

/** Who is told of what a process does. */
export interface ProcessOwner {
  onLog(event: LogEvent): void;
  /** Once, when it and everything it printed is through. `reason` as AWS words it. */
  onEnd(reason: string): void;
}

interface ProcessOptions {
  /** Flags of node, the program, its arguments. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Record<string, string>;
  /** A directory of its own, removed when it has ended. */
  readonly temporary: string;
}

/** A child process with its log and its descendants: it leads a process group, so that nothing it started outlives it. */
export class WorkerProcess {
  readonly pid: number | undefined;
  readonly temporary: string;
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  #owner: ProcessOwner;

  constructor({ args, cwd, env, temporary }: ProcessOptions, owner: ProcessOwner) {
    this.temporary = temporary;
    this.#owner = owner;
    const onLog = (event: LogEvent) => this.#owner.onLog(event);
    mkdirSync(temporary, { recursive: true });
    // Standard input stays open and silent: it breaks when this process dies, which ends the child (see bootstrap.ts).
    this.#child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ["pipe", "pipe", "pipe", "pipe"] });
    this.pid = this.#child.pid;
    // A child that has gone takes its end of the line with it; its end is told by `close`.
    this.#child.stdin?.on("error", () => {});
    (this.#child.stdio[3] as Readable | null)?.on("data", frameReader(onLog));
    for (const output of [this.#child.stdout, this.#child.stderr]) {
      const lines = lineReader(onLog);
      output?.on("data", lines.read).on("end", lines.end);
    }
    let startError: Error | undefined;
    this.#child.on("error", (error) => {
      startError = error;
    });
    this.#child.on("exit", () => this.kill());
    this.ended = new Promise((resolve, reject) => {
      this.#child.on("close", (code, signal) => {
        this.#owner.onEnd(startError?.message ?? reasonOf(code, signal));
        rm(temporary, { recursive: true, force: true }).then(resolve, reject);
      });
    });
  }

  get alive(): boolean {
    return this.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** From now on another is told. */
  handOver(owner: ProcessOwner): void {
    this.#owner = owner;
  }

  /** Ends it and all that it started, at once. */
  kill(): void {
    if (this.pid === undefined) return;
    try {
      process.kill(-this.pid, "SIGKILL");
    } catch (error) {
      // Nothing of the group is left.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

function reasonOf(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal)
    return `Runtime exited with error: signal: ${signal === "SIGKILL" ? "killed" : signal.slice(3).toLowerCase()}`;
  return code ? `Runtime exited with error: exit status ${code}` : "Runtime exited without providing a reason";
}
