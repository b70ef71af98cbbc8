import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ffmpeg } from "../fixtures.ts";
import { undecodable } from "./undecodable.ts";

let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "undecodable-"));
});
afterAll(() => rm(directory, { recursive: true }));

/** Three seconds of 25 pictures each, with a key picture every second, the last of which is never mended. */
const SCENE = [
  "-f",
  "lavfi",
  "-i",
  "testsrc2=s=320x192:r=25:d=3,noise=alls=20:allf=t:all_seed=7",
  "-pix_fmt",
  "yuv420p",
];
const SECONDS = [
  "-c:v",
  "libx264",
  "-preset",
  "veryfast",
  "-crf",
  "10",
  "-g",
  "25",
  "-keyint_min",
  "25",
  "-sc_threshold",
  "0",
];
/** Every picture from the one before. */
const FORWARD = [...SECONDS, "-bf", "0"];

async function film(name: string, codec: readonly string[]): Promise<string> {
  const path = join(directory, name);
  await ffmpeg([...SCENE, ...codec, path]);
  return path;
}

/** The same file, in which the coded pictures that are shown at these seconds are wrong but for their beginning. */
async function broken(path: string, ...seconds: number[]): Promise<string> {
  const listed = await promisify(execFile)("ffprobe", [
    ...["-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time,size,pos", "-of", "csv=p=0", path],
  ]);
  const bytes = await readFile(path);
  for (const line of listed.stdout.trim().split("\n")) {
    const [time = 0, size = 0, position = 0] = line.split(",").map(Number);
    if (!seconds.includes(time)) continue;
    // Nothing regular: a decoder takes much for valid.
    for (let at = Math.floor(size * 0.1); at < size; at++) bytes[position + at] = (73 * at) % 251;
  }
  const damaged = path.replace(/(\.\w+)$/, "-broken$1");
  await writeFile(damaged, bytes);
  return damaged;
}

const ALL = { fromMs: 0, toMs: Number.POSITIVE_INFINITY };
const of = (path: string, part = ALL) => undecodable({ source: path, stream: 0 }, part, { timeoutMs: 30_000 });
const times = async (path: string, part = ALL) => (await of(path, part)).map(({ startMs, endMs }) => [startMs, endMs]);

describe("pictures that cannot be decoded", () => {
  it("last until the next key picture, and the last to the end", async () => {
    const path = await film("forward.mp4", FORWARD);
    expect(await times(path)).toEqual([]);
    expect(await times(await broken(path, 0.4, 2.2))).toEqual([
      [400, 1000],
      [2200, Number.POSITIVE_INFINITY],
    ]);
  });

  it("begin with a key picture that is broken itself", async () => {
    expect(await times(await broken(await film("key.mp4", FORWARD), 1))).toEqual([[1000, 2000]]);
  });

  it("are told from those that are shown before them, though decoded later", async () => {
    const path = await film("between.mp4", [...SECONDS, "-bf", "3", "-x264-params", "b-adapt=0:b-pyramid=0"]);
    // Shown at .16 is what three pictures before it are predicted from; at 1.08 one of those in between.
    expect(await times(await broken(path, 0.16, 1.08))).toEqual([
      [160, 1000],
      [1080, 1120],
    ]);
  });

  it("are themselves alone where each is coded by itself", async () => {
    const path = await broken(await film("each.mov", ["-c:v", "mjpeg", "-q:v", "2"]), 0.4, 2.96);
    expect(await times(path)).toEqual([
      [400, 440],
      [2960, Number.POSITIVE_INFINITY],
    ]);
  });

  it("are told by the time since the file's first time stamp", async () => {
    const path = await broken(await film("late.mkv", [...FORWARD, "-output_ts_offset", "100"]), 101.4);
    expect(await times(path)).toEqual([[1400, 2000]]);
  });
});

it("tells of a part what it tells of the whole there, also of damage that began before", async () => {
  const path = await broken(await film("part.mp4", FORWARD), 1.4, 2.6);
  expect(await times(path, { fromMs: 1800, toMs: 2400 })).toEqual([[1400, 2000]]);
});

it("enters long footage shortly before a part, and decodes no more than it has to", async () => {
  const path = join(directory, "long.mp4");
  const scene = "testsrc2=s=320x192:r=25:d=14,noise=alls=20:allf=t:all_seed=7";
  await ffmpeg(["-f", "lavfi", "-i", scene, "-pix_fmt", "yuv420p", ...FORWARD, path]);
  const damaged = await broken(path, 0.4, 11.2, 13.4);
  expect(await times(damaged)).toEqual([
    [400, 1000],
    [11_200, 12_000],
    [13_400, Number.POSITIVE_INFINITY],
  ]);
  expect(await times(damaged, { fromMs: 11_500, toMs: 12_500 })).toEqual([[11_200, 12_000]]);
});

it("finds nothing wrong in sound footage, however it is coded", async () => {
  const codings: Readonly<Record<string, readonly string[]>> = {
    "open.ts": ["-c:v", "libx264", "-preset", "medium", "-x264-params", "open-gop=1:keyint=12"],
    "hevc.mp4": ["-c:v", "libx265", "-x265-params", "log-level=error:keyint=25"],
    "two.ts": ["-c:v", "mpeg2video", "-g", "15", "-bf", "2", "-b:v", "3M"],
    "hidden.webm": ["-c:v", "libvpx", "-deadline", "realtime", "-auto-alt-ref", "1", "-lag-in-frames", "16"],
    "pro.mov": ["-c:v", "prores_ks"],
  };
  for (const [name, codec] of Object.entries(codings))
    expect([name, await times(await film(name, codec))]).toEqual([name, []]);
});

it("says nothing of a stream without times, and that a file cannot be read", async () => {
  const raw = await film("raw.h264", FORWARD);
  expect(await times(raw)).toEqual([]);
  await expect(of(join(directory, "nowhere.mp4"))).rejects.toThrow();
});
