import { expect, it } from "vitest";
import { barsOf, indexAt, neighbour } from "./lane.ts";

const item = (startMs: number, endMs: number) => ({ startMs, endMs, text: "", strength: 1 });
const items = [item(0, 1000), item(1000, 3000), item(1500, 2000), item(5000, 6000)];

it.each([
  [0, 0],
  [999, 0],
  [1000, 1],
  [1600, 2],
  [2500, 1],
  [4000, -1],
  [9000, -1],
])("finds what is there at %i ms", (ms, index) => expect(indexAt(items, ms)).toBe(index));

it("goes from one to the next and back, also when the time is a hair beside a beginning", () => {
  expect(neighbour(items, 990, "next")?.startMs).toBe(1500);
  expect(neighbour(items, 1000, "next")?.startMs).toBe(1500);
  expect(neighbour(items, 5001, "previous")?.startMs).toBe(1500);
  expect(neighbour(items, 6000, "next")).toBeUndefined();
  expect(neighbour(items, 0, "previous")).toBeUndefined();
});

it("draws what is in view, and nothing else", () => {
  const bars = barsOf(items, { startMs: 500, endMs: 5500 }, 500);
  expect(bars.map(({ x, width }) => [x, width])).toEqual([
    [0, 50],
    [50, 200],
    [100, 50],
    [450, 50],
  ]);
});

it("never draws more than there are pixels, however much there is", () => {
  const many = Array.from({ length: 100_000 }, (_, index) => item(index * 360, index * 360 + 300));
  const bars = barsOf(many, { startMs: 0, endMs: 36_000_000 }, 800);
  expect(bars.length).toBeLessThanOrEqual(801);
  expect(bars.at(-1)?.x).toBeGreaterThan(798);
});
