import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { fillPlaceholders } from "./placeholders.ts";
import type { FunctionSource, Graph, Resource, TaskProgram } from "./resources.ts";

/** `stack.lock.json`: the resources that SST's components ask AWS for, with placeholders for stage and endpoint. */
export interface Lock {
  /** Digest of what the synthesis read: when it differs, the lock is stale. */
  readonly sources: string;
  readonly app: string;
  readonly functions: Readonly<Record<string, FunctionSource>>;
  readonly tasks: Readonly<Record<string, TaskProgram>>;
  readonly links: Graph["links"];
  readonly secrets: NonNullable<Graph["secrets"]>;
  readonly resources: readonly Resource[];
}

export const LOCK_FILE = "stack.lock.json";

/** Reads the lock of a project for one stage. `endpoint` is where this stage's cloud listens. */
export function readGraph(root: string, stage: string, endpoint: string): Graph {
  const text = readFileSync(path.join(root, LOCK_FILE), "utf8");
  const { app, functions, tasks, links, secrets, resources } = JSON.parse(
    fillPlaceholders(text, stage, endpoint),
  ) as Lock;
  return { app, stage, functions, tasks, links, secrets, resources };
}

/** Whether the lock was made from the infra that is there now. */
export function isFresh(root: string): boolean {
  const file = path.join(root, LOCK_FILE);
  if (!existsSync(file)) return false;
  return (JSON.parse(readFileSync(file, "utf8")) as Lock).sources === digestSources(root);
}

/** Digest of `sst.config.ts`, `infra/` without its tests, how sites are packed, and the version of SST: all that the graph follows from. */
export function digestSources(root: string): string {
  const files = [
    "sst.config.ts",
    ...globSync(["infra/**/*.ts", "{*,*/*}/open-next.config.ts"], { cwd: root, exclude }).sort(),
  ];
  const hash = createHash("sha256").update(sstVersion(root));
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

const exclude = (name: string) => /(^|\/)(node_modules|\.[^/]+)$|\.test\.ts$/.test(name);

function sstVersion(root: string): string {
  const { devDependencies, dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  return devDependencies?.sst ?? dependencies?.sst ?? "";
}
