import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cutOff, ffmpeg, makeFootage } from "./fixtures.ts";
import { gate } from "./gate.ts";
import { inspect } from "./inspect.ts";

const LIMITS = { maxDurationMs: 12 * 3_600_000, maxBytes: 50e9 };
let directory = "";
let file: (name: string) => string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "gate-"));
  file = await makeFootage(
    directory,
    ...["plain.mp4", "encrypted.mp4", "picture.jpg", "picture.gif", "index-last.mp4", "long.mp4", "cover-art.m4a"],
  );
  await cutOff(file("index-last.mp4"), 0.6, file("without-index.mp4"));
  await cutOff(file("long.mp4"), 0.5, file("half.mp4"));
  await writeFile(file("empty.mp4"), "");
  await writeFile(file("text.mp4"), "Dear diary,\ntoday I filmed nothing.\n");
  await writeFile(file("noise.mp4"), Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)));
  await writeFile(file("archive.mp4"), Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), Buffer.alloc(200)]));
  await writeFile(file("heic.mp4"), Buffer.concat([Buffer.from("\0\0\0\x18ftypheic", "latin1"), Buffer.alloc(200)]));
  await writeFile(file("words.srt"), "1\n00:00:00,000 --> 00:00:01,000\nHello\n");
  await ffmpeg(["-i", file("words.srt"), "-c:s", "srt", file("subtitles.mkv")]);
}, 60_000);

afterAll(() => rm(directory, { recursive: true }));

describe("what is refused, and why", () => {
  it.each([
    ["empty.mp4", "empty", "0 bytes"],
    ["text.mp4", "not_media", "a text file"],
    ["noise.mp4", "not_media", "unknown kind of file"],
    ["archive.mp4", "not_media", "ZIP archive"],
    ["picture.jpg", "not_media", "a JPEG picture"],
    ["picture.gif", "not_media", "a GIF picture"],
    ["heic.mp4", "not_media", "a HEIC picture"],
    ["encrypted.mp4", "encrypted", "copy-protected"],
    ["without-index.mp4", "truncated", "cut off"],
    ["subtitles.mkv", "no_tracks", "neither picture nor sound"],
  ])("refuses %s as %s: %s", async (name, code, words) => {
    const verdict = gate(await inspect(file(name)), LIMITS);
    expect(verdict).toMatchObject({ admitted: false, code, reason: expect.stringContaining(words) });
  });

  it("says how long a file is and how long it may be", async () => {
    const inspection = await inspect(file("plain.mp4"));
    const technical = inspection.technical && { ...inspection.technical, durationMs: 25.25 * 3_600_000 };
    expect(gate({ ...inspection, technical }, LIMITS)).toEqual({
      admitted: false,
      code: "too_long",
      reason: "This file is 25 h 15 min long; the limit is 12 h.",
    });
  });

  it("says how large a file is and how large it may be", async () => {
    const inspection = await inspect(file("plain.mp4"));
    expect(gate({ ...inspection, bytes: 61_200_000_000 }, LIMITS)).toMatchObject({
      code: "too_large",
      reason: "This file has 61.2 GB; the limit is 50 GB.",
    });
  });

  it("names the codec that cannot be read", async () => {
    const inspection = await inspect(file("plain.mp4"));
    const audio = { tracks: 1, unknownCodecs: ["apac"], frames: 0 };
    expect(gate({ ...inspection, audio }, LIMITS)).toMatchObject({
      code: "unsupported_codec",
      reason: expect.stringContaining("sound of this file is coded as apac"),
    });
  });
});

it.each(["plain.mp4", "half.mp4", "cover-art.m4a"])("admits %s", async (name) => {
  expect(gate(await inspect(file(name)), LIMITS)).toEqual({ admitted: true });
});
