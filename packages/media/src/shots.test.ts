import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ffmpeg } from "./fixtures.ts";
import { shots } from "./shots.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "shots-"));
});
afterAll(() => rm(directory, { recursive: true }));

const FRAME_RATE = 25;
const picture = (source: string, seconds: number) => [
  "-f",
  "lavfi",
  "-i",
  `${source}=s=320x180:r=25:d=${seconds},format=yuv420p`,
];

/** Footage of pictures one after another, in which `filter` does what it likes. */
async function shotsOf(name: string, inputs: readonly string[][], seconds: number, filter = "null") {
  const path = join(directory, `${name}.mp4`);
  const joined = `${inputs.map((_, index) => `[${index}:v]`).join("")}concat=n=${inputs.length},${filter}`;
  await ffmpeg([...inputs.flat(), "-filter_complex", joined, "-c:v", "libx264", "-preset", "ultrafast", path]);
  return shots({ path, frameRate: FRAME_RATE, durationMs: seconds * 1000 }, directory);
}

const bars = (seconds: number) => picture("smptebars", seconds);
const test = (seconds: number) => picture("testsrc2", seconds);
const mandelbrot = (seconds: number): string[] => [
  ...["-f", "lavfi", "-t", String(seconds), "-i", "mandelbrot=s=320x180:r=25,format=yuv420p"],
];

it("lie between the cuts without gaps, from 0 to the end", async () => {
  const found = await shotsOf("cuts", [bars(2), mandelbrot(3), test(1)], 6);
  expect(found.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
    [0, 2000],
    [2000, 5000],
    [5000, 6000],
  ]);
  expect(found.map(({ cutScore }) => cutScore > 10)).toEqual([false, true, true]);
});

it("are one where nothing is cut", async () => {
  expect(await shotsOf("one", [test(2)], 2)).toEqual([{ startMs: 0, endMs: 2000, cutScore: 0 }]);
});

it("are not parted by a flash", async () => {
  const flash = "drawbox=c=white:t=fill:enable='between(n,40,42)'";
  expect(await shotsOf("flash", [bars(4)], 4, flash)).toHaveLength(1);
});

it("are not parted by what flickers in the picture", async () => {
  const life = "life=s=320x180:r=5:ratio=0.3:seed=7:life_color=#ffd060:death_color=#222244,fps=25,format=yuv420p";
  const flicker = ["-f", "lavfi", "-t", "3", "-i", life];
  expect(await shotsOf("flicker", [flicker], 3)).toHaveLength(1);
});

it("are one of footage of one frame", async () => {
  expect(await shotsOf("frame", [bars(0.04)], 0.04)).toEqual([{ startMs: 0, endMs: 40, cutScore: 0 }]);
});

it("cannot be found in what is no footage", async () => {
  await expect(
    shots({ path: join(directory, "none.mp4"), frameRate: 25, durationMs: 1000 }, directory),
  ).rejects.toThrow();
});
