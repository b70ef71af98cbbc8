import { afterEach, expect, it, vi } from "vitest";
import { probeTools } from "./probe-tools.ts";

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
