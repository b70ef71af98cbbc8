import { expect, it } from "vitest";
import { waitAfter } from "./backoff.ts";

const HOUR = 3_600_000;

function waits(chance: number): number[] {
  const all: number[] = [];
  for (let wait = waitAfter(1, chance); wait !== undefined; wait = waitAfter(all.length + 1, chance)) all.push(wait);
  return all;
}

it.each([0, 0.5, 1])("waits longer every time, for about a day, and then no more (chance %d)", (chance) => {
  const all = waits(chance);
  expect(all).toHaveLength(10);
  expect(all).toEqual(all.toSorted((a, b) => a - b));
  const total = all.reduce((sum, wait) => sum + wait, 0);
  expect(total).toBeGreaterThan(21 * HOUR);
  expect(total).toBeLessThan(27 * HOUR);
});

it("never waits longer than a queue can hide a message", () => {
  for (const wait of waits(1)) expect(wait).toBeLessThan(12 * HOUR - 60_000);
});

it("does not try again at the same moment what failed at the same moment", () => {
  expect(new Set(Array.from({ length: 20 }, () => waitAfter(6))).size).toBeGreaterThan(10);
});
