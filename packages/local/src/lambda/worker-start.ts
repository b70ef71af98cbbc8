import { mkdirSync } from "node:fs";
import path from "node:path";
import { workerEnvironment } from "./worker-environment.ts";
import type { WorkerCode, WorkerHost } from "./worker-host.ts";
import type { WorkerLog } from "./worker-log.ts";
import { WorkerProcess } from "./worker-process.ts";

/** V8's heap may take this part of a function's memory; buffers and the runtime itself take the rest. */
const HEAP_SHARE = 0.9;

/** Starts the process of a worker: `runtime/bootstrap.ts` with the function's code, environment and limits. */
export function startProcess(
  host: WorkerHost,
  { definition, bundle, handlerName }: WorkerCode,
  id: string,
  log: WorkerLog,
  onEnd: (reason: string) => void,
): WorkerProcess {
  const { directory } = host.cloud.place;
  const taskRoot = path.dirname(bundle.file);
  const temporary = path.join(directory, "tmp", id);
  const compileCache = path.join(directory, "compile-cache");
  mkdirSync(taskRoot, { recursive: true });
  return new WorkerProcess({
    args: [
      "--enable-source-maps",
      "--disable-warning=ExperimentalWarning",
      `--max-old-space-size=${Math.floor(definition.memoryMegabytes * HEAP_SHARE)}`,
      host.bootstrap,
      ...[bundle.file, bundle.modules, handlerName, definition.runtime, compileCache],
    ],
    cwd: taskRoot,
    env: workerEnvironment(host.cloud, definition, {
      runtimeApi: `${host.address}/${id}`,
      taskRoot,
      temporary,
      logStream: log.stream,
      handlerName,
    }),
    temporary,
    onLog: (event) => log.add(event),
    onEnd,
  });
}
