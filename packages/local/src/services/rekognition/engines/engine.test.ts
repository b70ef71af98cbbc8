import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, expect, it } from "vitest";
import { Engine } from "./engine.ts";

const directory = mkdtempSync(path.join(tmpdir(), "videoflow-engine-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** Answers with what it is asked and where, and does as it is told: sleeps for ever, ends, grows, fails. */
const PROGRAM = `
import { serve } from ${JSON.stringify(path.join(import.meta.dirname, "serve.ts"))};
serve(async (request) => {
  if (request === "hang") await new Promise(() => {});
  if (request === "end") process.exit(7);
  if (request === "grow") for (const kept = []; ; await new Promise((go) => setTimeout(go, 5))) kept.push(Buffer.alloc(1e7, 1));
  if (request === "fail") throw Object.assign(new Error("it is no picture"), { name: "InvalidImageFormatException" });
  return { request, pid: process.pid, secrets: Object.keys(process.env) };
});`;
const program = path.join(directory, "program.mjs");
writeFileSync(program, PROGRAM);

interface Answer {
  readonly request: string;
  readonly pid: number;
  readonly secrets: string[];
}

let engine: Engine<string, Answer>;
afterEach(() => engine.stop());

const start = (limits = {}) => {
  engine = new Engine(program, { timeoutMs: 20_000, memoryMegabytes: 500, ...limits });
  return (request: string, signal = new AbortController().signal) => engine.ask(request, signal);
};

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it("answers in another process, which knows nothing of ours, and keeps it for the next question", async () => {
  const ask = start();
  const first = await ask("one");
  expect(first.pid).not.toBe(process.pid);
  expect(first.secrets.filter((name) => !name.startsWith("NODE_CHANNEL"))).toEqual([]);
  expect((await ask("two")).pid).toBe(first.pid);
});

it("answers each of many that ask at once with their own answer", async () => {
  const ask = start();
  const asked = Array.from({ length: 20 }, (_, index) => `question ${index}`);
  expect((await Promise.all(asked.map((request) => ask(request)))).map(({ request }) => request)).toEqual(asked);
});

it("tells what the engine throws by its name, and goes on", async () => {
  const ask = start();
  const { pid } = await ask("one");
  await expect(ask("fail")).rejects.toMatchObject({ name: "InvalidImageFormatException", message: "it is no picture" });
  expect((await ask("two")).pid).toBe(pid);
});

it.each([
  ["does not answer in time", "hang", { timeoutMs: 5_000 }, /within 5 s/],
  ["ends by itself", "end", {}, /ended with 7/],
  ["takes too much memory", "grow", { memoryMegabytes: 200 }, /200 MB/],
])("an engine that %s is lost, and the next question has another", async (_what, request, limits, message) => {
  const ask = start(limits);
  const lost = ask(request);
  const next = ask("next");
  await expect(lost).rejects.toMatchObject({ name: "EngineError", message: expect.stringMatching(message) });
  expect((await next).request).toBe("next");
});

it("does not put a question whose asker has gone", async () => {
  const ask = start();
  const gone = Array.from({ length: 5 }, () => ask("end", AbortSignal.abort(new Error("gone"))));
  expect(await Promise.allSettled(gone)).toEqual(gone.map(() => ({ status: "rejected", reason: new Error("gone") })));
  expect((await ask("one")).request).toBe("one");
});

it("does not outlive a cloud that is killed", async () => {
  start();
  const code = `import { Engine } from ${JSON.stringify(path.join(import.meta.dirname, "engine.ts"))};
    const engine = new Engine(${JSON.stringify(program)}, { timeoutMs: 20000, memoryMegabytes: 500 });
    console.log((await engine.ask("one", new AbortController().signal)).pid);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [printed] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(printed.toString());
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});

it("stops with everything that it started", async () => {
  const ask = start();
  const { pid } = await ask("one");
  const waiting = expect(ask("hang")).rejects.toThrow();
  await engine.stop();
  await waiting;
  await delay(10);
  expect(isAlive(pid)).toBe(false);
});

it("leaves no process behind whose parent went while it was loading", async () => {
  const loading = path.join(directory, "loading.mjs");
  // As the reader of words does, it has something that keeps a process alive, and is not ready at once.
  writeFileSync(loading, `setInterval(() => {}, 1000); await new Promise((go) => setTimeout(go, 300));${PROGRAM}`);
  const child = spawn(process.execPath, [loading], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(child, "spawn");
  child.disconnect();
  const [code] = await once(child, "exit", { signal: AbortSignal.timeout(20_000) });
  expect(code).toBe(0);
});
