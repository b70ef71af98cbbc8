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

const usual = getPriority();
const sessionOf = (pid: number) => readFileSync(`/proc/${pid}/autogroup`, "utf8");

it("puts the worker of a function for which nobody waits behind others, and its session where those are weighed", async () => {
  const pid = await start();
  comeBehind(pid, { timeoutSeconds: 60 });
  expect(getPriority(pid)).toBe(5);
  if (existsSync(`/proc/${pid}/autogroup`)) expect(sessionOf(pid)).toContain("nice 5");
});

it("leaves one that answers people where it is, and one that has ended", async () => {
  const pid = await start();
  comeBehind(pid, { timeoutSeconds: 29 });
  expect(getPriority(pid)).toBe(usual);
  const [child] = children;
  child?.kill("SIGKILL");
  await once(child as ChildProcess, "exit");
  expect(() => comeBehind(pid, { timeoutSeconds: 60 })).not.toThrow();
});
