import { expect, it } from "vitest";
import { startTestStage } from "../testing.ts";

const stage = await startTestStage();
const { batchesOf, batchKey } = await import("./batches.ts");
await stage.stop();

it("has all frames once, in batches that are small", () => {
  expect(batchesOf(0)).toEqual([]);
  expect(batchesOf(1)).toEqual([{ batch: 0, from: 0, to: 1, of: 1 }]);
  expect(batchesOf(50)).toEqual([
    { batch: 0, from: 0, to: 24, of: 3 },
    { batch: 1, from: 24, to: 48, of: 3 },
    { batch: 2, from: 48, to: 50, of: 3 },
  ]);
});

it("tells the batches of twelve hours in less than 10 kB", () => {
  const batches = batchesOf(21_600);
  expect(batches.at(-1)?.to).toBe(21_600);
  expect(JSON.stringify(batches).length).toBeLessThan(10_000);
});

const sampled = [{ index: 3, atMs: 6000, hash: "0".repeat(16), untilMs: 8000, colours: [] }];
const inputs = { frames: "a".repeat(64), sampled, engines: { labels: "l", faces: "f", text: "t" } };

it.each([
  ["frames", { frames: "b".repeat(64) }],
  ["sampled frames", { sampled: [...sampled, ...sampled] }],
  ["engines", { engines: { ...inputs.engines, text: "t 2" } }],
])("has another key with other %s", (_what, change) => {
  expect(batchKey({ ...inputs, ...change })).not.toBe(batchKey(inputs));
});

it("has the same key where only the end of a shot is another", () => {
  expect(batchKey({ ...inputs, sampled: [{ ...inputs.sampled[0], untilMs: 9000 } as never] })).toBe(batchKey(inputs));
});
