import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ffmpeg } from "./fixtures.ts";
import { waveform } from "./waveform.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "waveform-"));
});
afterAll(() => rm(directory, { recursive: true }));

it("shows silence as flat and a full tone as high, twenty points a second", async () => {
  const path = join(directory, "tone.wav");
  // A second of silence, then a second of a tone at full scale.
  const tone = "aevalsrc='if(lt(t,1),0,0.999*sin(2*PI*500*t))':s=16000:d=2";
  await ffmpeg(["-f", "lavfi", "-i", tone, path]);
  const output = join(directory, "peaks.json");
  const peaks = await waveform({ path, sampleRate: 16_000, durationMs: 2000 }, output);
  expect(peaks).toMatchObject({
    version: 2,
    channels: 1,
    sample_rate: 16_000,
    samples_per_pixel: 800,
    bits: 8,
    length: 40,
  });
  expect(peaks.data.slice(0, 40).every((value) => Math.abs(value) <= 1)).toBe(true);
  expect(peaks.data.slice(42, 44)).toEqual([-128, 127]);
  expect(JSON.parse(await readFile(output, "utf8"))).toEqual(peaks);
});

it("makes points coarser instead of more for hours of sound", async () => {
  const path = join(directory, "long.wav");
  await ffmpeg(["-f", "lavfi", "-i", "sine=r=8000:d=60", path]);
  const peaks = await waveform({ path, sampleRate: 8000, durationMs: 36_000_000 }, join(directory, "long.json"));
  expect(peaks.samples_per_pixel).toBe(8000);
  expect(peaks.length).toBe(60);
});

it("does not call a file without sound silent", async () => {
  const path = join(directory, "mute.mp4");
  await ffmpeg(["-f", "lavfi", "-i", "testsrc2=s=64x64:d=1", path]);
  await expect(
    waveform({ path, sampleRate: 16_000, durationMs: 1000 }, join(directory, "none.json")),
  ).rejects.toThrow();
});
