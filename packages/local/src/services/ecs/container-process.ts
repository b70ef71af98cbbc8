import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { lineReader } from "../../lambda/log-frames.ts";
import type { LogEvent } from "../../lambda/log-sink.ts";
import { MemoryWatch } from "../../lambda/memory-watch.ts";

interface ContainerOptions {
  /** The program and its arguments. */
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly onLog: (event: LogEvent) => void;
}

/** How a container ended: its exit code as Docker tells it, 128 and the number of the signal that ended it. */
export interface Ended {
  readonly exitCode: number;
  readonly outOfMemory: boolean;
}

/**
 * The program of a container is a child of this script, which stands for the container's init: it hands SIGTERM on, ends with the
 * program's exit code, and ends all that the program has started when this process lets go of its end of descriptor 3, even
 * by being killed. The script is constant; the command is its positional parameters. Tools of media have a guard of the same kind
 * (packages/process/src/guard.ts), which ends one program, hands its input on and knows no SIGTERM.
 */
const INIT = `
trap 'stopped=1; test -z "$child" || kill -TERM "$child" 2>/dev/null' TERM
"$@" 3<&- & child=$!
{ read -r nothing <&3; kill -9 "-$$"; } >/dev/null 2>&1 & watcher=$!
exec 3<&-
test -z "$stopped" || kill -TERM "$child"
wait "$child"; code=$?
while kill -0 "$child" 2>/dev/null; do wait "$child"; code=$?; done
kill -9 "$watcher"
exit "$code"`;

/** A container's program as a process of this machine, with all that it starts. */
export class ContainerProcess {
  /** Resolves when the program is there; rejects when this machine cannot start one. */
  readonly started: Promise<void>;
  /** Resolves when it and everything that it printed is through. */
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  #outOfMemory = false;

  constructor({ command, cwd, env, memoryMegabytes, onLog }: ContainerOptions) {
    // It leads a process group, so that nothing it started outlives it.
    this.#child = spawn("/bin/sh", ["-c", INIT, "init", ...command], {
      ...{ cwd, env, detached: true },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    for (const output of [this.#child.stdout, this.#child.stderr]) {
      const lines = lineReader(onLog);
      output?.on("data", lines.read).on("end", lines.end);
    }
    // A child that has gone takes its end of the line with it; its end is told by `close`.
    this.#child.stdio[3]?.on("error", () => {});
    const watch = new MemoryWatch(this.#child.pid, memoryMegabytes, () => {
      this.#outOfMemory = true;
      this.kill();
    });
    this.#child.on("exit", () => this.kill());
    this.started = new Promise((resolve, reject) => void this.#child.on("spawn", resolve).on("error", reject));
    this.ended = new Promise((resolve) => {
      this.#child.on("close", (code, signal) => {
        watch.stop();
        const exitCode = code ?? 128 + constants.signals[signal ?? "SIGKILL"];
        resolve({ exitCode, outOfMemory: this.#outOfMemory });
      });
    });
  }

  /** Asks the program to end. */
  terminate(): void {
    this.#signal(this.#child.pid, "SIGTERM");
  }

  /** Ends it and all that it started, at once. */
  kill(): void {
    if (this.#child.pid !== undefined) this.#signal(-this.#child.pid, "SIGKILL");
  }

  #signal(pid: number | undefined, signal: NodeJS.Signals): void {
    if (pid === undefined) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      // Nothing of it is left.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
