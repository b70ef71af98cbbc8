import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { UsageError } from "./exit.ts";
import { root } from "./project.ts";

/** How to reach a running stage: written by `start`, read by every other command. Holds its operator's keys. */
export interface Running {
  readonly pid: number;
  readonly endpoint: string;
  readonly api: string;
  readonly web?: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** `SST_RESOURCE_*` as JSON texts. */
  readonly resources: Readonly<Record<string, string>>;
  readonly startedAt: string;
}

/** What lies beside the stages: Node.js, and what was built for all of them. */
const TOOLS = "tools";

/** Every developer's own: the user name, reduced to what bucket names allow. */
export function defaultStage(): string {
  const name = os
    .userInfo()
    .username.toLowerCase()
    .replace(/[^a-z0-9]/g, "");
  return name.slice(0, 20) || "dev";
}

/** Where a stage keeps everything. `VIDEOFLOW_HOME` moves all stages out of the checkout. */
export function stageDirectory(stage: string): string {
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stage)) {
    throw new UsageError(
      `'${stage}' cannot be a stage: use up to 20 lower case letters, digits and hyphens, a letter first`,
    );
  }
  if (stage === TOOLS)
    throw new UsageError(`'${stage}' cannot be a stage: what all stages use is kept under this name`);
  return path.join(process.env.VIDEOFLOW_HOME ?? path.join(root, ".videoflow"), stage);
}

/** The running stack of a stage; undefined when none runs, also after it was killed. */
export function findRunning(stage: string): Running | undefined {
  const file = runningFile(stage);
  if (!existsSync(file)) return undefined;
  const running = JSON.parse(readFileSync(file, "utf8")) as Running;
  return isAlive(running.pid) ? running : undefined;
}

export function requireRunning(stage: string): Running {
  const running = findRunning(stage);
  if (running) return running;
  throw new UsageError(`Stage ${stage} is not running. Start it with: ./videoflow start --stage ${stage}`);
}

export function writeRunning(stage: string, running: Running): void {
  mkdirSync(stageDirectory(stage), { recursive: true, mode: 0o700 });
  writeFileSync(runningFile(stage), JSON.stringify(running, null, 2), { mode: 0o600 });
}

export function clearRunning(stage: string): void {
  rmSync(runningFile(stage), { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function runningFile(stage: string): string {
  return path.join(stageDirectory(stage), "running.json");
}
