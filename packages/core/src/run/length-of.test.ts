import { expect, it } from "vitest";
import { technical, videoTrack } from "../derivative/testing.ts";
import { nameOf } from "./length-of.ts";

it.each([
  [0, "1 s"],
  [10_000, "8 s"],
  [60_000, "64 s"],
  [80_000, "64 s"],
  [100_000, "128 s"],
  [12 * 3_600_000, "32768 s"],
])("calls %i ms of footage %s", (durationMs, name) => {
  expect(nameOf(technical({ durationMs, video: videoTrack() }))).toBe(name);
});

it("tells sound alone from footage", () => {
  expect(nameOf(technical({ durationMs: 60_000, video: null }))).toBe("64 s of sound");
});
