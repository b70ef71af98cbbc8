import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asTheJobCodes, damage, ffmpeg, framePath, framesIn } from "./fixtures.ts";
import { verifyAudio } from "./verify-audio.ts";
import { verifyFrames } from "./verify-frames.ts";
import { verifyProxy } from "./verify-proxy.ts";

let directory = "";
const at = (name: string) => join(directory, name);
const picture = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4"];
const sound = ["-f", "lavfi", "-i", "sine=r=48000:d=4"];
const proxy = [
  ...picture,
  ...sound,
  "-c:v",
  "libx264",
  "-preset",
  "ultrafast",
  "-pix_fmt",
  "yuv420p",
  "-c:a",
  "aac",
  "-ac",
  "2",
];
const fast = ["-movflags", "+faststart"];
const plan = {
  width: 320,
  height: 180,
  frameRate: { numerator: 25, denominator: 1 },
  durationMs: 4000,
  hasAudio: true,
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "verify-"));
  await ffmpeg([...proxy, ...fast, at("proxy.mp4")]);
  await ffmpeg([...sound, "-ar", "16000", "-ac", "1", "-c:a", "aac", at("audio.m4a")]);
  await mkdir(at("frames"));
  await ffmpeg([...picture, "-vf", "fps=1/2:round=up", "-start_number", "0", at("frames/frame.%07d.jpg")]);
});

afterAll(() => rm(directory, { recursive: true }));

describe("a proxy", () => {
  it("is described when it is right", async () => {
    expect(await verifyProxy(at("proxy.mp4"), plan)).toEqual({
      durationMs: 4000,
      width: 320,
      height: 180,
      frames: 100,
    });
  });

  it("is looked through whatever it lasts", async () => {
    await verifyProxy(at("proxy.mp4"), { ...plan, durationMs: 4001 });
  });

  it("may be one frame longer or shorter than its source, and no more", async () => {
    await verifyProxy(at("proxy.mp4"), { ...plan, durationMs: 4040 });
    await verifyProxy(at("proxy.mp4"), { ...plan, durationMs: 3960 });
    await expect(verifyProxy(at("proxy.mp4"), { ...plan, durationMs: 4081 })).rejects.toThrow(
      "more than a frame apart",
    );
  });

  it.each([
    ["whose index stands last", [...proxy], "moov"],
    ["with pixels that are not square", [...proxy, "-vf", "setsar=4/3", ...fast], "not square"],
    ["of another size", [...proxy, "-s", "160x90", ...fast], "160x90, not 320x180"],
    ["in another codec", [...proxy, "-c:v", "mpeg4", ...fast], "mpeg4, not h264"],
    ["in 10 bits", [...proxy, "-pix_fmt", "yuv420p10le", ...fast], "yuv420p10le"],
    ["without sound", [...proxy, "-an", ...fast], "its sound is none"],
    ["with mono sound", [...proxy, "-ac", "1", ...fast], "aac with 1 channels"],
  ])("%s is wrong", async (_name, recipe, message) => {
    await ffmpeg([...recipe, at("wrong.mp4")]);
    await expect(verifyProxy(at("wrong.mp4"), plan)).rejects.toThrow(message);
  });

  it("that was cut off is wrong", async () => {
    await copyFile(at("proxy.mp4"), at("cut.mp4"));
    await truncate(at("cut.mp4"), 50_000);
    await expect(verifyProxy(at("cut.mp4"), plan)).rejects.toThrow("reaches beyond its 50000 bytes");
  });

  it("with damaged bytes in the middle is wrong", async () => {
    const bytes = await readFile(at("proxy.mp4"));
    bytes.fill(0xa5, bytes.length >> 1, (bytes.length >> 1) + 3000);
    await writeFile(at("damaged.mp4"), bytes);
    await expect(verifyProxy(at("damaged.mp4"), plan)).rejects.toThrow("does not decode without errors");
  });

  it.each([1, 16, 200])("with %i damaged bytes within its key pictures is wrong", async (count) => {
    await ffmpeg([...proxy, ...asTheJobCodes, ...fast, at("damaged.mp4")]);
    await damage(at("damaged.mp4"), { isKey: true, count });
    await expect(verifyProxy(at("damaged.mp4"), plan)).rejects.toThrow("does not decode without errors");
  });

  it("whose bytes end before its pictures do is wrong, though a box is there for them", async () => {
    const bytes = await readFile(at("proxy.mp4"));
    bytes.fill(0, bytes.length - 20_000);
    await writeFile(at("damaged.mp4"), bytes);
    await expect(verifyProxy(at("damaged.mp4"), plan)).rejects.toThrow("does not decode without errors");
  });
});

describe("clean audio", () => {
  const wanted = { sampleRate: 16_000, channels: 1 as const, durationMs: 4000 };

  it("is described when it is right", async () => {
    const facts = await verifyAudio(at("audio.m4a"), wanted);
    expect(facts).toMatchObject({ sampleRate: 16_000, channels: 1, durationMs: expect.closeTo(4000, -2) });
  });

  it.each([
    ["of another length", { ...wanted, durationMs: 6000 }, "the source 6000 ms"],
    ["of another rate", { ...wanted, sampleRate: 48_000 }, "16000 Hz, not 48000"],
  ])("%s is wrong", async (_name, other, message) => {
    await expect(verifyAudio(at("audio.m4a"), other)).rejects.toThrow(message);
  });
});

describe("frames", () => {
  const wanted = { count: 2, width: 320, height: 180 };
  const frames = () => framesIn(at("frames"), 2);

  it("are described when they are right", async () => {
    const all = Buffer.concat(await Promise.all([0, 1].map((index) => readFile(framePath(at("frames"), index)))));
    const sha256 = createHash("sha256").update(all).digest("hex");
    expect(await verifyFrames(frames(), wanted)).toEqual({ ...wanted, bytes: all.length, sha256 });
  });

  it("are wrong when there are too few", async () => {
    await expect(verifyFrames(frames(), { ...wanted, count: 4 })).rejects.toThrow("2 frames, not 4");
  });

  it("are wrong when one has another size", async () => {
    await expect(verifyFrames(frames(), { ...wanted, width: 640 })).rejects.toThrow("320x180, not 640x180");
  });

  it("are wrong when one is cut off", async () => {
    const folder = at("cut-frames");
    await mkdir(folder);
    for (const index of [0, 1]) await copyFile(framePath(at("frames"), index), framePath(folder, index));
    await truncate(framePath(folder, 1), 500);
    await expect(verifyFrames(framesIn(folder, 2), wanted)).rejects.toThrow(
      "frame 1 is cut off: its end mark is missing",
    );
  });
});
