import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, expect, it, vi } from "vitest";
import { ffmpeg } from "./fixtures.ts";
import { probeTools } from "./probe-tools.ts";
import { run } from "./run.ts";

afterEach(() => vi.unstubAllEnvs());

it("finds that this machine's ffmpeg can do what is needed", async () => {
  expect(await probeTools()).toEqual({ version: expect.stringMatching(/\d/) });
});

it("says how to get ffmpeg where there is none", async () => {
  vi.stubEnv("FFMPEG_PATH", "/nowhere/ffmpeg");
  await expect(probeTools()).rejects.toThrow("/nowhere/ffmpeg was not found: install ffmpeg");
});

it("names what an ffmpeg lacks", async () => {
  // Answers every question with nothing.
  vi.stubEnv("FFMPEG_PATH", "/bin/true");
  await expect(probeTools()).rejects.toThrow("lacks: filter aformat");
});

it("stops a child that takes too long", async () => {
  const endless = ["-v", "error", "-re", "-f", "lavfi", "-i", "sine", "-f", "null", "-"];
  await expect(run("ffmpeg", endless, { timeoutMs: 300 })).rejects.toMatchObject({ kind: "stopped" });
});

it("does not let a child take more memory than it may", async () => {
  const directory = await mkdtemp(join(tmpdir(), "run-"));
  // Small as a file, 54 MB when decoded.
  const large = join(directory, "large.jpg");
  await ffmpeg(["-f", "lavfi", "-i", "color=s=6000x6000", "-frames:v", "1", large]);
  const decode = ["-v", "error", "-threads", "1", "-i", large, "-f", "null", "-"];
  expect((await run("ffmpeg", decode, { memoryBytes: 400e6 })).stderr).toBe("");
  // Some versions end well all the same.
  const complaint = run("ffmpeg", decode, { memoryBytes: 60e6 }).then(
    ({ stderr }) => stderr,
    (error: Error) => error.message,
  );
  expect(await complaint).toContain("get_buffer() failed");
  await rm(directory, { recursive: true });
});

it("does not hand our credentials to a child", async () => {
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  vi.stubEnv("FFMPEG_PATH", "/usr/bin/env");
  expect((await run("ffmpeg", [], { read: text })).value).not.toContain("secret");
});

it("passes arguments as they are, whatever a shell would make of them", async () => {
  await expect(run("ffprobe", ["-v", "error", "$(id); `id`"])).rejects.toThrow("$(id); `id`: No such file");
});
