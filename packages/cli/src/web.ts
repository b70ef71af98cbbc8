import { type ChildProcess, spawn } from "node:child_process";
import type { Running } from "./stage.ts";
import { next, webEnvironment, webFolder } from "./web-build.ts";

const READY_WITHIN_MS = 60_000;

/** Serves a build of the web app on the loopback interface. Resolves with its process once it answers. */
export async function startWeb(build: string, port: number, { resources, endpoint }: Running): Promise<ChildProcess> {
  const child = spawn(next, ["start", "--hostname", "127.0.0.1", "--port", String(port)], {
    cwd: webFolder,
    stdio: ["ignore", "pipe", "pipe"],
    // The endpoint is where signed URLs lead: the pages must be allowed to load from it.
    env: { ...webEnvironment(build), ...resources, AWS_ENDPOINT_URL: endpoint },
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => (output += data));
  const ended = new Promise<never>((_, reject) => {
    child.once("exit", (code) => reject(new Error(`The web app ended with code ${code}:\n${output}`)));
  });
  // It may end long after it answered, at the stop of the stack: nobody waits for this promise then.
  ended.catch(() => {});
  await Promise.race([ended, answers(port)]);
  return child;
}

/** Ends the web app with all its processes. */
export function stopWeb(child: ChildProcess): void {
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
}

async function answers(port: number): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const answered = await fetch(`http://127.0.0.1:${port}/`, { method: "HEAD" }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    if (Date.now() > giveUpAt)
      throw new Error(`The web app did not answer on port ${port} within ${READY_WITHIN_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
