import { mkdirSync } from "node:fs";
import path from "node:path";
import type { BlankProcess } from "./blank-process.ts";
import type { Assignment } from "./runtime/assignment.ts";
import { workerEnvironment } from "./worker-environment.ts";
import type { WorkerCode, WorkerHost } from "./worker-host.ts";

/** What a blank process is told to become a worker of this function. The directory of the code is there from now on. */
export function assignmentOf(
  { cloud }: WorkerHost,
  { definition, bundle, handlerName }: WorkerCode,
  { runtimeApi, process }: BlankProcess,
  logStream: string,
): Assignment {
  const taskRoot = path.dirname(bundle.file);
  mkdirSync(taskRoot, { recursive: true });
  const { temporary } = process;
  return {
    environment: workerEnvironment(cloud, definition, { runtimeApi, taskRoot, temporary, logStream, handlerName }),
    taskRoot,
    bundle: bundle.file,
    modules: bundle.modules,
    handlerName,
    runtime: definition.runtime,
    logFormat: definition.logFormat,
  };
}
