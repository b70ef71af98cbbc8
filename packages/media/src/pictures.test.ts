import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ffmpeg, framePath, framesIn } from "./fixtures.ts";
import { jpegSize } from "./jpeg.ts";
import { poster } from "./poster.ts";
import { storyboard } from "./storyboard.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "pictures-"));
});
afterAll(() => rm(directory, { recursive: true }));

/** Frames two seconds apart, drawn by ffmpeg's `source` filter at one a second of its own time. */
async function frames(name: string, source: string, count: number) {
  const folder = join(directory, name);
  await mkdir(folder);
  await ffmpeg([
    "-f",
    "lavfi",
    "-i",
    source,
    "-frames:v",
    String(count),
    "-start_number",
    "0",
    join(folder, "frame.%07d.jpg"),
  ]);
  return { ...framesIn(folder, count), directory: folder };
}

describe("a storyboard", () => {
  it("has a tile and a cue for every frame", async () => {
    const set = await frames("few", "testsrc2=s=960x540:r=1", 12);
    const { vtt, sprites } = await storyboard(set, 23_500, set.directory);
    expect(sprites).toEqual([{ path: join(set.directory, "storyboard.0.jpg"), width: 1600, height: 180 }]);
    const text = await readFile(vtt, "utf8");
    expect(text).toMatch(/^WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nstoryboard.0.jpg#xywh=0,0,160,90\n/);
    expect(text).toContain("00:00:22.000 --> 00:00:23.500\nstoryboard.0.jpg#xywh=160,90,160,90");
    expect(text.match(/-->/g)).toHaveLength(12);
  });

  it("goes on on a second sprite after a hundred tiles", async () => {
    const set = await frames("many", "testsrc2=s=64x64:r=1", 103);
    const { vtt, sprites } = await storyboard(set, 206_000, set.directory);
    expect(sprites.map(({ width, height }) => [width, height])).toEqual([
      [640, 640],
      [192, 64],
    ]);
    expect(await readFile(vtt, "utf8")).toContain("00:03:20.000 --> 00:03:22.000\nstoryboard.1.jpg#xywh=0,0,64,64");
  });

  it("shows each frame at its place", async () => {
    // Each frame is brighter than the one before.
    const set = await frames("greys", "color=c=black:s=160x90:r=1,format=yuvj420p,geq=lum='20*N':cb=128:cr=128", 11);
    const { sprites } = await storyboard(set, 22_000, set.directory);
    const out = join(set.directory, "tiles.gray");
    await ffmpeg(["-i", sprites[0]?.path ?? "", "-vf", "scale=10:2:flags=area,format=gray", "-f", "rawvideo", out]);
    const grey = [...(await readFile(out))].slice(0, 11);
    expect(grey).toEqual([...new Set(grey)].sort((a, b) => a - b));
  });

  it("keeps the shape of portrait footage", async () => {
    const set = await frames("portrait", "testsrc2=s=304x540:r=1", 1);
    const { sprites } = await storyboard(set, 1000, set.directory);
    expect(sprites[0]).toMatchObject({ width: 90, height: 160 });
  });
});

describe("a poster", () => {
  it("is neither the black beginning nor a blurred frame", async () => {
    const source = "testsrc2=s=640x360:r=1,gblur=sigma=25:enable='lt(n,4)',eq=brightness=-1:enable='lt(n,2)'";
    const set = await frames("fade", source, 6);
    const { path, atMs } = await poster(set, set.directory);
    expect(atMs).toBeGreaterThanOrEqual(8000);
    // Small enough, it is that frame to the byte.
    expect(await readFile(path)).toEqual(await readFile(framePath(set.directory, atMs / 2000)));
  });

  it("is at most 1280 wide", async () => {
    const set = await frames("wide", "testsrc2=s=2560x540:r=1", 1);
    const { path, width, height } = await poster(set, set.directory);
    expect({ width, height }).toEqual({ width: 1280, height: 270 });
    expect(jpegSize(await readFile(path))).toEqual({ width: 1280, height: 270 });
  });

  it("is half as large for a card, and the same picture", async () => {
    const source =
      "color=c=black:s=960x540:r=1,format=yuvj420p,drawbox=x=480:w=480:h=540:t=fill:c=white:enable='eq(n,3)'";
    const set = await frames("one", source, 5);
    const { atMs, thumbnail } = await poster(set, set.directory);
    expect(atMs).toBe(6000);
    expect(thumbnail).toMatchObject({ width: 480, height: 270 });
    const out = join(set.directory, "halves.gray");
    await ffmpeg(["-i", thumbnail.path, "-vf", "scale=2:1:flags=area,format=gray", "-f", "rawvideo", out]);
    const [left = 255, right = 0] = await readFile(out);
    expect(left).toBeLessThan(20);
    expect(right).toBeGreaterThan(200);
  });

  it("is shown on a card as it is where it is small", async () => {
    const set = await frames("small", "testsrc2=s=320x180:r=1", 2);
    const { thumbnail, path } = await poster(set, set.directory);
    expect(thumbnail).toEqual({ path, width: 320, height: 180 });
  });

  it("cannot be chosen from frames that do not decode", async () => {
    const set = await frames("none", "testsrc2=s=64x64:r=1", 1);
    await rm(join(set.directory, "frame.0000000.jpg"));
    await expect(poster(set, set.directory)).rejects.toThrow();
  });
});
