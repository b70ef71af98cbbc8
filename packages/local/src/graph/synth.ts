import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { LOCK_FILE, type Lock } from "./lock.ts";
import { makeTypes } from "./types.ts";

/**
 * Synthesises the project's infra with SST's own components, offline, and writes `stack.lock.json` and `sst-env.d.ts`.
 * Returns how many resources and functions there are. Throws with the component's own message when infra is wrong.
 */
export async function synthesise(root: string): Promise<{ resources: number; functions: number }> {
  const text = await synthText(root);
  const { links, resources, functions } = JSON.parse(text) as Lock;
  writeFileSync(path.join(root, LOCK_FILE), text);
  writeFileSync(path.join(root, "sst-env.d.ts"), makeTypes(links));
  return { resources: resources.length, functions: Object.keys(functions).length };
}

/** The text that `stack.lock.json` should have now. Needs the platform to be installed. */
export async function synthText(root: string): Promise<string> {
  const child = fork(fileURLToPath(new URL("synth-process.ts", import.meta.url)), [root], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    execArgv: ["--no-warnings"],
  });
  const message = await new Promise<{ lock?: string; error?: string }>((resolve, reject) => {
    child.once("message", (answer) => resolve(answer as { lock?: string; error?: string }));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The synthesis ended with exit code ${code}`)));
  });
  if (message.lock === undefined) throw new Error(`Infra could not be synthesised: ${message.error}`);
  return message.lock;
}
