import { describe, expect, it } from "vitest";
import { planOf } from "./plan.ts";
import { audioTrack, technical, videoTrack } from "./testing.ts";

describe("the proxy's size", () => {
  it.each([
    ["HD", [1920, 1080], [960, 540]],
    ["4K", [3840, 2160], [960, 540]],
    ["portrait", [1080, 1920], [304, 540]],
    ["smaller than a proxy", [320, 240], [320, 240]],
    ["odd", [321, 241], [322, 242]],
    ["widescreen", [1920, 804], [1290, 540]],
    ["tiny", [16, 16], [32, 32]],
  ])("of %s footage", (_name, [displayWidth, displayHeight], [width, height]) => {
    const video = videoTrack({ displayWidth: displayWidth ?? 0, displayHeight: displayHeight ?? 0 });
    expect(planOf(technical({ video })).proxy).toMatchObject({ width, height });
  });
});

describe("the proxy's frame rate", () => {
  it.each([
    ["is the source's, exactly", "30000/1001", false, 30_000, 1001],
    ["is halved while above 60", "240/1", false, 240, 4],
    ["stays at 60", "60/1", false, 60, 1],
    ["is the nearest usual one when the source's varies", "28730/1000", true, 30_000, 1001],
    ["is the nearest usual one of a slow recording", "1153/100", true, 12, 1],
    ["is the usual one that was meant, of footage with a gap", "276480000/9217477", false, 30, 1],
    ["is in thousandths when no usual one was meant", "1234567890/100000007", false, 12_346, 1000],
  ])("%s", (_name, frameRateRational, variableFrameRate, numerator, denominator) => {
    const video = videoTrack({ frameRateRational, variableFrameRate });
    expect(planOf(technical({ video })).proxy?.frameRate).toEqual({ numerator, denominator });
  });
});

it.each([
  [0, 1],
  [40, 1],
  [2000, 1],
  [2040, 2],
  [60_000, 30],
])("captures a frame every two seconds: of %i ms, %i", (endMs, count) => {
  expect(planOf(technical({ video: videoTrack({ endMs }) })).frames?.count).toBe(count);
});

it("has nothing of a kind that the source does not have", () => {
  expect(planOf(technical({ video: null, audio: audioTrack() }))).toMatchObject({
    proxy: null,
    frames: null,
    audio: { sampleRate: 16_000, channels: 1, durationMs: 10_000 },
  });
  expect(planOf(technical({ video: videoTrack(), audio: null }))).toMatchObject({
    proxy: { hasAudio: false },
    audio: null,
  });
});
