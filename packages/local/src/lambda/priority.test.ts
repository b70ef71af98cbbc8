import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { getPriority } from "node:os";
import { afterEach, expect, it } from "vitest";
import { comeBehind } from "./priority.ts";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** A process that leads a session, as workers do. */
async function start(): Promise<number> {
  const child = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
  children.push(child);
  await once(child, "spawn");
  return child.pid ?? 0;
}

const sessionOf = (pid: number) => readFileSync(`/proc/${pid}/autogroup`, "utf8");

it.each([
  ["that answers people behind the cloud", 29, 5],
  ["for which nobody waits behind those, too", 60, 10],
])("puts the worker of a function %s, and its session where those are weighed", async (_, timeoutSeconds, behind) => {
  const pid = await start();
  const nice = Math.min(getPriority() + behind, 19);
  comeBehind(pid, { timeoutSeconds });
  expect(getPriority(pid)).toBe(nice);
  if (existsSync(`/proc/${pid}/autogroup`)) expect(sessionOf(pid)).toContain(`nice ${nice}`);
});

it("lets one be that has ended", async () => {
  const pid = await start();
  const [child] = children;
  child?.kill("SIGKILL");
  await once(child as ChildProcess, "exit");
  expect(() => comeBehind(pid, { timeoutSeconds: 60 })).not.toThrow();
});
