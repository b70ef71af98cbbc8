import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ffmpeg } from "./fixtures.ts";
import { inspect } from "./inspect.ts";
import { subtitlesOf } from "./subtitles.ts";

let directory = "";
const at = (name: string) => join(directory, name);
const clip = ["-f", "lavfi", "-i", "testsrc2=s=160x120:r=25:d=4", "-f", "lavfi", "-i", "sine=d=4"];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "subtitles-"));
  await writeFile(at("en.srt"), "1\n00:00:01,000 --> 00:00:02,500\nGood <i>morning</i>.\n");
  await writeFile(at("de.srt"), "1\n00:00:01,000 --> 00:00:02,500\nGuten Morgen, \u00fcbrigens.\n");
});
afterAll(() => rm(directory, { recursive: true }));

describe("text of subtitle tracks", () => {
  it.each([
    ["clip.mp4", "mov_text"],
    ["clip.mkv", "subrip"],
    ["clip.webm", "webvtt"],
    ["styled.mkv", "ass"],
  ])("is found in %s (%s), in Technical and in what is read", async (name, codec) => {
    const coded = name.endsWith(".webm") ? ["-c:v", "libvpx", "-c:a", "libvorbis"] : ["-c:v", "libx264", "-c:a", "aac"];
    await ffmpeg([
      ...[...clip, "-i", at("en.srt"), "-i", at("de.srt"), "-map", "0", "-map", "1", "-map", "2", "-map", "3"],
      ...[...coded, "-c:s", codec, "-metadata:s:s:0", "language=eng", "-metadata:s:s:1", "language=deu"],
      ...["-disposition:s:1", "forced", at(name)],
    ]);
    const { technical } = await inspect(at(name));
    expect(technical?.subtitles).toMatchObject([
      { index: 2, codec, language: "eng", forced: false },
      { index: 3, codec, language: "deu", forced: true },
    ]);
    const [english, german] = await Promise.all([subtitlesOf(at(name), 2), subtitlesOf(at(name), 3)]);
    expect(english.toString()).toMatch(/00:00:01,0\d\d --> 00:00:02,5\d\d\n.*Good .*morning/);
    expect(german.toString()).toContain("\u00fcbrigens");
  });

  it("counts from the file's beginning, also where that is late", async () => {
    await ffmpeg([
      ...clip,
      "-i",
      at("en.srt"),
      "-map",
      "0",
      "-map",
      "2",
      "-c:v",
      "libx264",
      "-c:s",
      "mov_text",
      at("plain.mp4"),
    ]);
    await ffmpeg([
      "-i",
      at("plain.mp4"),
      "-map",
      "0",
      "-c:v",
      "copy",
      "-c:s",
      "srt",
      "-output_ts_offset",
      "60",
      at("late.mkv"),
    ]);
    expect((await subtitlesOf(at("late.mkv"), 1)).toString()).toMatch(/00:00:01,0\d\d --> 00:00:02,5\d\d/);
  });
});

it("fails when there is no such track", async () => {
  await ffmpeg([...clip, "-c:v", "libx264", "-c:a", "aac", at("bare.mp4")]);
  await expect(subtitlesOf(at("bare.mp4"), 5)).rejects.toThrow();
});
