import { randomUUID } from "node:crypto";
import path from "node:path";
import { compileCacheFolder } from "./code-folder.ts";
import type { RuntimeClient } from "./runtime-api.ts";
import { blankEnvironment } from "./worker-environment.ts";
import type { ProcessHost } from "./worker-host.ts";
import { type ProcessOwner, WorkerProcess } from "./worker-process.ts";

/** V8's heap may take this part of a function's memory; buffers and the runtime itself take the rest. */
const HEAP_SHARE = 0.9;
/**
 * Where new objects live: this part of a function's memory, at most so many megabytes, from the beginning. V8 would begin with
 * one megabyte and collect garbage over and over while packages load: a fifth of the work of a cold start.
 */
const NEW_SPACE_SHARE = 1 / 32;
const LARGEST_NEW_SPACE_MEGABYTES = 16;

/** A process that runs `runtime/bootstrap.ts` and belongs to no function yet: it has no credentials and no code. */
export interface BlankProcess {
  /** `host:port/path` of the Runtime API for it. */
  readonly runtimeApi: string;
  readonly process: WorkerProcess;
  /** Gives it to a function, once and for good: `client` speaks for it at the Runtime API, `owner` hears what it prints. */
  assign(client: RuntimeClient, owner: ProcessOwner): void;
}

/** Starts one. The limit of its heap and `variables` are what cannot be given to it later. */
export function startBlank(
  host: ProcessHost,
  memoryMegabytes: number,
  variables: Readonly<Record<string, string>>,
  owner: ProcessOwner,
): BlankProcess {
  const { root, directory } = host.cloud.place;
  const id = randomUUID();
  const runtimeApi = `${host.address}/${id}`;
  const client = Promise.withResolvers<RuntimeClient>();
  host.api.add(id, client.promise);
  const known = ({ onLog, onEnd }: ProcessOwner): ProcessOwner => ({
    onLog,
    onEnd(reason) {
      host.api.remove(id);
      onEnd(reason);
    },
  });
  const process = new WorkerProcess(
    {
      args: [
        "--enable-source-maps",
        "--disable-warning=ExperimentalWarning",
        ...heapLimits(memoryMegabytes),
        ...[host.bootstrap, compileCacheFolder(root)],
      ],
      cwd: directory,
      env: { ...blankEnvironment(), ...variables, AWS_LAMBDA_RUNTIME_API: runtimeApi, _LAMBDA_TELEMETRY_LOG_FD: "3" },
      temporary: path.join(directory, "tmp", id),
    },
    known(owner),
  );
  return {
    runtimeApi,
    process,
    assign(to, newOwner) {
      process.handOver(known(newOwner));
      client.resolve(to);
    },
  };
}

function heapLimits(memoryMegabytes: number): string[] {
  const newSpace = Math.min(LARGEST_NEW_SPACE_MEGABYTES, Math.floor(memoryMegabytes * NEW_SPACE_SHARE));
  return [`--max-old-space-size=${Math.floor(memoryMegabytes * HEAP_SHARE)}`, `--min-semi-space-size=${newSpace}`];
}
