import { expect, it } from "vitest";
import {
  formatAge,
  formatBytes,
  formatClock,
  formatElapsed,
  formatFrameRate,
  formatName,
  formatUsd,
} from "./format.ts";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.00 kB"],
  [42_137_000, "42.1 MB"],
  [512_000_000_000, "512 GB"],
])("writes %i bytes as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

it.each([
  [0, "$0.00"],
  [130_400, "$0.00013"],
  [34_000_000, "$0.034"],
  [1_204_000_000, "$1.20"],
])("writes %i billionths of a dollar as %s", (nanoUsd, text) => expect(formatUsd(nanoUsd)).toBe(text));

it.each([
  [0, "0:00"],
  [61_900, "1:01"],
  [3_723_000, "1:02:03"],
])("writes %i ms as %s on the clock", (ms, text) => expect(formatClock(ms)).toBe(text));

it.each([
  [84.4, "84 ms"],
  [4_230, "4.2 s"],
  [9_980, "10 s"],
  [59_700, "1 min"],
  [192_000, "3 min 12 s"],
  [7_500_000, "2 h 5 min"],
])("writes %d ms as taking %s", (ms, text) => expect(formatElapsed(ms)).toBe(text));

it.each([
  [30_000, "just now"],
  [240_000, "4 min. ago"],
  [86_400_000, "yesterday"],
  [40 * 86_400_000, "Nov 23, 2025"],
])("writes an age of %i ms as %s", (ms, text) => {
  const now = Date.parse("2026-01-02T12:00:00Z");
  expect(formatAge(new Date(now - ms).toISOString(), now)).toBe(text);
});

it.each([
  [25, "25"],
  [29.97, "29.97"],
  [24_000 / 1001, "23.976"],
])("writes %d frames a second as %s", (rate, text) => expect(formatFrameRate(rate)).toBe(text));

it.each([
  ["storyboardSprite", "Storyboard sprite"],
  ["render-poster", "Render poster"],
])("writes the name %s as %s", (name, text) => expect(formatName(name)).toBe(text));
