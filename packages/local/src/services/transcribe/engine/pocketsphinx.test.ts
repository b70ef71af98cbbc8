import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEngine } from "./find-engine.ts";
import { pocketSphinx } from "./pocketsphinx.ts";

const run = promisify(execFile);
const isInstalled = (program: string) =>
  run("sh", ["-c", 'command -v "$0"', program]).then(
    () => true,
    () => false,
  );
const [hears, speaks] = await Promise.all([isInstalled("pocketsphinx_continuous"), isInstalled("espeak-ng")]);

let cwd = "";
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "pocketsphinx-"));
});
afterAll(() => rm(cwd, { recursive: true }));

const listen = (file: string, language?: string) =>
  pocketSphinx("pocketsphinx_continuous").listen(file, { language, cwd, signal: new AbortController().signal });

async function make(name: string, ...input: string[]): Promise<string> {
  const file = path.join(cwd, name);
  await run("ffmpeg", ["-nostdin", "-v", "error", ...input, "-ac", "1", "-ar", "16000", "-y", file]);
  return file;
}

describe.skipIf(!hears)("PocketSphinx", () => {
  it("hears nothing in silence, and does not claim to know the language", async () => {
    const file = await make("silence.wav", "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono:d=3");
    expect(await listen(file)).toEqual({ words: [], language: { code: "en-US", score: 0 } });
    expect(await listen(file, "en-GB")).toEqual({ words: [] });
  });

  it.skipIf(!speaks)("hears words of speech, when they are said, and never claims to be sure of one", async () => {
    const spoken = path.join(cwd, "spoken.wav");
    await run("espeak-ng", ["-s", "130", "-w", spoken, "good morning. this is the world news."]);
    const { words } = await listen(await make("late.wav", "-i", spoken, "-af", "adelay=2000,apad=pad_dur=1"), "en-US");
    expect(words.length).toBeGreaterThan(2);
    expect(words[0]?.startMs).toBeGreaterThan(1500);
    for (const { text, startMs, endMs, confidence } of words) {
      expect(text).toMatch(/^[a-z'.-]+$/);
      expect(endMs).toBeGreaterThan(startMs);
      expect(confidence).toBeLessThan(0.6);
    }
  });
});

it("refuses what is not English, and says what to do", () => {
  const engine = pocketSphinx("pocketsphinx_continuous");
  expect(engine.refuses("en-AU")).toBeUndefined();
  expect(engine.refuses("de-DE")).toContain("VIDEOFLOW_WHISPER_MODEL");
});

it("is not looked for where it is not", async () => {
  expect(await findEngine({ PATH: cwd })).toBeUndefined();
});
