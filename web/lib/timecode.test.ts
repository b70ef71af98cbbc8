import { expect, it } from "vitest";
import { formatTimecode, frameAt, timeOfFrame } from "./timecode.ts";

it.each([
  [0, 25, "00:00:00:00"],
  [62.56, 25, "00:01:02:14"],
  [3600, 25, "01:00:00:00"],
  [1001 / 30, 30_000 / 1001, "00:00:33:10"],
  [0, 12.5, "00:00:00:00"],
  [0.96, 12.5, "00:00:00:12"],
  [3, 12.5, "00:00:03:00"],
  [3.08, 12.5, "00:00:03:01"],
  [60, 7.5, "00:01:00:00"],
  [10, 23.976, "00:00:09:23"],
  [2, 59.94, "00:00:01:59"],
])("writes %d s at %d fps as %s", (seconds, frameRate, text) => expect(formatTimecode(seconds, frameRate)).toBe(text));

it.each([24_000 / 1001, 25, 30_000 / 1001, 50, 59.94])("steps to every frame at %d fps and back", (frameRate) => {
  for (let frame = 0; frame < 2000; frame++) expect(frameAt(timeOfFrame(frame, frameRate), frameRate)).toBe(frame);
});

it("aims at the middle of a frame, far from its neighbours", () => {
  expect(timeOfFrame(10, 25)).toBeCloseTo(10.5 / 25, 9);
});

it("does not step before the first frame", () => expect(frameAt(timeOfFrame(-1, 25), 25)).toBe(0));
