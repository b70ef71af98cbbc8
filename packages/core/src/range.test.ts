import { expect, it } from "vitest";
import { rangesOf } from "./range.ts";

async function* keys(count: number): AsyncGenerator<string> {
  for (let number = 0; number < count; number++) yield `ast_${String(number).padStart(5, "0")}`;
}

it("ranges become larger when there would be too many of them", async () => {
  const ranges = await rangesOf(keys(10_000), { smallest: 20, most: 100 });
  expect(ranges.length).toBeLessThanOrEqual(100);
  expect(ranges.length).toBeGreaterThan(50);
  expect(ranges[0]?.after).toBeNull();
  expect(ranges.at(-1)?.until).toBeNull();
  for (const [index, { until }] of ranges.slice(0, -1).entries()) expect(ranges[index + 1]?.after).toBe(until);
});

it("of nothing there is one range, which holds what comes later", async () => {
  expect(await rangesOf(keys(0))).toEqual([{ after: null, until: null }]);
});
