import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { ClientConfig } from "@videoflow/testing/product";

/**
 * Does `work` against a server that does nothing. The client runs on the same cores as what is measured: no server can be
 * faster with it than this.
 */
export async function againstNothing<Result>(
  config: ClientConfig,
  work: (config: ClientConfig) => Promise<Result>,
): Promise<Result> {
  const server = fork(path.join(import.meta.dirname, "empty-server.ts"));
  try {
    const [port] = await once(server, "message");
    return await work({ ...config, endpoint: `http://127.0.0.1:${port}` });
  } finally {
    server.kill();
  }
}
