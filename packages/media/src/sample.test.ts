import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Shot } from "@videoflow/core/vision/vision.schema";
import { describe, expect, it } from "vitest";
import { sample } from "./sample.ts";

const INTERVAL_MS = 2000;
const run = promisify(execFile);

/** JPEGs of what ffmpeg draws. */
async function jpegs(source: string, count: number): Promise<Buffer[]> {
  const args = [
    "-v",
    "error",
    "-f",
    "lavfi",
    "-i",
    source,
    "-frames:v",
    String(count),
    "-f",
    "image2pipe",
    "-c:v",
    "mjpeg",
    "-",
  ];
  const { stdout } = await run("ffmpeg", args, { encoding: "buffer", maxBuffer: 2 ** 28 });
  const starts = [...stdout.toString("latin1").matchAll(/\xff\xd8\xff/g)].map(({ index }) => index);
  return starts.map((start, index) => stdout.subarray(start, starts[index + 1]));
}

async function* stream(pictures: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pictures;
}

const shot = (startMs: number, endMs: number): Shot => ({ startMs, endMs, cutScore: 20 });
const choose = (pictures: readonly Buffer[], shots: readonly Shot[]) =>
  sample({ jpegs: stream(pictures), count: pictures.length, intervalMs: INTERVAL_MS, shots });

const [bars = Buffer.of()] = await jpegs("smptebars=s=320x180", 1);
const [chart = Buffer.of()] = await jpegs("testsrc2=s=320x180", 1);
const [red = Buffer.of()] = await jpegs("color=c=red:s=320x180", 1);

describe("the frames that are worth looking at", () => {
  it("are those that look different from the last one", async () => {
    const chosen = await choose([bars, bars, chart, chart, chart, bars], [shot(0, 12_000)]);
    expect(chosen.map(({ index, atMs, untilMs }) => [index, atMs, untilMs])).toEqual([
      [0, 0, 4000],
      [2, 4000, 10_000],
      [5, 10_000, 12_000],
    ]);
    expect(chosen[0]?.hash).toBe(chosen[2]?.hash);
    expect(chosen[0]?.hash).not.toBe(chosen[1]?.hash);
  });

  it("are those that begin a shot, and stand for nothing beyond it", async () => {
    const chosen = await choose([bars, bars, bars, bars], [shot(0, 2500), shot(2500, 5000), shot(5000, 8000)]);
    expect(chosen.map(({ atMs, untilMs }) => [atMs, untilMs])).toEqual([
      [0, 2500],
      [4000, 5000],
      [6000, 8000],
    ]);
  });

  it("are none for a shot that ends before the next frame", async () => {
    const chosen = await choose([bars, bars], [shot(0, 2100), shot(2100, 3000), shot(3000, 4000)]);
    expect(chosen.map(({ atMs, untilMs }) => [atMs, untilMs])).toEqual([[0, 2100]]);
  });

  it("are one every half minute of what never changes", async () => {
    const chosen = await choose(
      Array.from({ length: 40 }, () => bars),
      [shot(0, 80_000)],
    );
    expect(chosen.map(({ atMs }) => atMs)).toEqual([0, 30_000, 60_000]);
  });

  it("tell their colours", async () => {
    const [frame] = await choose([red], [shot(0, 2000)]);
    expect(frame?.colours).toEqual([{ hex: expect.stringMatching(/^#f[de]0000$/), share: 1 }]);
  });
});

it("a frame that cannot be decoded is not passed over", async () => {
  await expect(choose([bars, Buffer.from("no picture"), chart], [shot(0, 6000)])).rejects.toThrow(/2 could be decoded/);
});

it("thousands of frames are looked at one after another", async () => {
  async function* many() {
    for (let index = 0; index < 3000; index++) yield index % 50 < 25 ? bars : chart;
  }
  const frames = { jpegs: many(), count: 3000, intervalMs: INTERVAL_MS, shots: [shot(0, 6_000_000)] };
  const before = process.memoryUsage().rss;
  expect((await sample(frames)).length).toBeGreaterThanOrEqual(120);
  expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
});
