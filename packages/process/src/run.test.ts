import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer, text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { LIMITS_MEMORY } from "./guard.ts";
import { run } from "./run.ts";
import type { ToolError } from "./tool-error.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "process-run-"));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** Writes as long as it lives, slowly. */
const endless = [
  "-nostdin",
  "-v",
  "error",
  "-re",
  "-f",
  "lavfi",
  "-i",
  "sine",
  "-flush_packets",
  "1",
  "-f",
  "s16le",
  "-y",
  "out.pcm",
];

it("does not repeat the signature of an address, whole or cut off in front", async () => {
  const name = `${"a".repeat(20)}?X-Amz-Signature=${"5ec7e7".repeat(700)}&X-Amz-SignedHeaders=host`;
  for (const file of [`file:nowhere?X-Amz-Expires=60&X-Amz-Signature=5ec7e7&x-id=GetObject`, `file:${name}`]) {
    const failure = await run("ffprobe", ["-v", "error", file]).catch((error: ToolError) => error.message);
    expect(failure).not.toContain("5ec7e7");
    expect(failure).toMatch(/No such file|too long/);
  }
});

it("gives what the tool writes", async () => {
  expect((await run("ffmpeg", ["-version"], { read: text })).value).toContain("ffmpeg version");
});

it("works where it is told to", async () => {
  const make = ["-f", "lavfi", "-i", "sine=d=0.1", "-f", "s16le", "here.pcm"];
  await run("ffmpeg", make, { cwd });
  expect((await stat(path.join(cwd, "here.pcm"))).size).toBeGreaterThan(0);
});

it("hands the tool what it is to read", async () => {
  const samples = Buffer.from([1, 2, 3, 4]);
  const copy = ["-v", "error", "-f", "s16le", "-i", "pipe:0", "-f", "s16le", "pipe:1"];
  const { value } = await run("ffmpeg", copy, {
    input: (async function* () {
      yield samples;
    })(),
    read: buffer,
  });
  expect(value).toEqual(samples);
});

it("ends with a tool that has read enough of an endless input", async () => {
  async function* endlessly() {
    for (;;) yield Buffer.alloc(65_536);
  }
  const some = ["-v", "error", "-f", "s16le", "-i", "pipe:0", "-t", "0.1", "-f", "null", "-"];
  expect(await run("ffmpeg", some, { input: endlessly() })).toEqual({ value: undefined, stderr: "" });
});

it("fails with the tool's last words", async () => {
  await expect(run("ffprobe", ["nowhere.mp4"])).rejects.toMatchObject({
    kind: "failed",
    stderr: expect.stringContaining("No such file"),
  });
});

it("says which program is missing, and how to get it", async () => {
  vi.stubEnv("FFMPEG_PATH", "/nowhere/ffmpeg");
  await expect(run("ffmpeg", [])).rejects.toThrow("/nowhere/ffmpeg was not found: install ffmpeg");
});

it("passes arguments as they are, whatever a shell would make of them", async () => {
  await expect(run("ffprobe", ["-v", "error", "$(touch broken); `id`"], { cwd })).rejects.toThrow(
    "$(touch broken); `id`: No such file",
  );
});

it("does not hand our credentials to the tool", async () => {
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  vi.stubEnv("FFMPEG_PATH", "/usr/bin/env");
  expect((await run("ffmpeg", [], { read: text })).value).not.toContain("secret");
});

it.runIf(LIMITS_MEMORY)("does not let the tool take more memory than it may", async () => {
  // Small as a file, 54 MB when decoded.
  const large = path.join(cwd, "large.jpg");
  await promisify(execFile)("ffmpeg", [
    "-v",
    "error",
    "-f",
    "lavfi",
    "-i",
    "color=s=6000x6000",
    "-frames:v",
    "1",
    large,
  ]);
  const decode = ["-v", "error", "-threads", "1", "-i", large, "-f", "null", "-"];
  expect((await run("ffmpeg", decode, { memoryBytes: 400e6 })).stderr).toBe("");
  // Some versions end well all the same.
  const complaint = run("ffmpeg", decode, { memoryBytes: 60e6 }).then(
    ({ stderr }) => stderr,
    (error: Error) => error.message,
  );
  expect(await complaint).toContain("get_buffer() failed");
});

it("ends a tool that takes too long", async () => {
  const running = run("ffmpeg", endless, { cwd, timeoutMs: 999.5 });
  await expect(running).rejects.toMatchObject({ kind: "timeout" });
  await untilStill();
});

it("ends the tool when it is aborted, and throws why", async () => {
  const controller = new AbortController();
  const running = run("ffmpeg", endless, { cwd, signal: controller.signal });
  await untilGrowing();
  controller.abort(new Error("not wanted any more"));
  await expect(running).rejects.toThrow("not wanted any more");
  await untilStill();
});

it("ends the tool when who reads from it fails", async () => {
  const read = async () => {
    await untilGrowing();
    throw new Error("cannot read that");
  };
  await expect(run("ffmpeg", endless, { cwd, read })).rejects.toThrow("cannot read that");
  await untilStill();
});

it("does not leave the child behind when its own process is killed", async () => {
  const script = `
    import { run } from ${JSON.stringify(path.join(import.meta.dirname, "run.ts"))};
    await run("ffmpeg", ${JSON.stringify(endless)}, { cwd: ${JSON.stringify(cwd)} });`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
  await untilGrowing();
  parent.kill("SIGKILL");
  await once(parent, "exit");
  await untilStill();
});

const size = async () => (await stat(path.join(cwd, "out.pcm")).catch(() => ({ size: 0 }))).size;

/** Somebody writes: empties the file first, so that it shows. */
async function untilGrowing(): Promise<void> {
  await (await open(path.join(cwd, "out.pcm"), "w")).close();
  while ((await size()) === 0) await sleep(20);
}

/** Nobody writes any more: nothing came for ten times as long as the child takes between two writes. */
async function untilStill(): Promise<void> {
  for (let before = -1; before !== (await size()); await sleep(500)) before = await size();
}
