import { expect, it } from "vitest";
import { following, isWhole, panned, shareOf, ticksOf, timeAt, wholeView, zoomed } from "./view.ts";

const MINUTE = 60_000;

it("keeps in its place what is zoomed at, and goes no further than the footage does", () => {
  const half = zoomed(wholeView(MINUTE), 0.5, 15_000, MINUTE);
  expect(half).toEqual({ startMs: 7_500, endMs: 37_500 });
  expect(shareOf(half, 15_000)).toBe(0.25);
  expect(zoomed(half, 10, 0, MINUTE)).toEqual(wholeView(MINUTE));
  expect(zoomed(wholeView(MINUTE), 0.5, MINUTE, MINUTE)).toEqual({ startMs: 30_000, endMs: MINUTE });
});

it("never shows less than two seconds, or than there is", () => {
  expect(zoomed(wholeView(MINUTE), 0.0001, 0, MINUTE).endMs).toBe(2_000);
  expect(zoomed(wholeView(500), 0.1, 0, 500)).toEqual({ startMs: 0, endMs: 500 });
});

it("moves along up to either end", () => {
  const view = { startMs: 10_000, endMs: 20_000 };
  expect(panned(view, 5_000, MINUTE)).toEqual({ startMs: 15_000, endMs: 25_000 });
  expect(panned(view, -50_000, MINUTE)).toEqual({ startMs: 0, endMs: 10_000 });
  expect(panned(view, 50_000, MINUTE)).toEqual({ startMs: 50_000, endMs: MINUTE });
});

it("goes after the playhead only when it has left", () => {
  const view = { startMs: 10_000, endMs: 20_000 };
  expect(following(view, 19_999, MINUTE)).toBe(view);
  expect(following(view, 20_500, MINUTE)).toEqual({ startMs: 19_500, endMs: 29_500 });
});

it("turns shares into times and back", () => {
  const view = { startMs: 10_000, endMs: 20_000 };
  expect(timeAt(view, shareOf(view, 12_345))).toBeCloseTo(12_345);
  expect([isWhole(view, MINUTE), isWhole(wholeView(MINUTE), MINUTE)]).toEqual([false, true]);
});

it.each([
  [0, 12_000, [0, 2_000, 4_000, 6_000, 8_000, 10_000, 12_000]],
  [0, 36_000_000, [0, 7_200_000, 14_400_000, 21_600_000, 28_800_000, 36_000_000]],
  [11_500, 14_000, [12_000, 13_000, 14_000]],
])("marks round times from %i to %i ms", (startMs, endMs, ticks) =>
  expect(ticksOf({ startMs, endMs }, 8)).toEqual(ticks),
);
