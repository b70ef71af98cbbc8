import { existsSync, readFileSync } from "node:fs";
import { expect } from "vitest";

/** For tests: the batches that a function wrote to a file, one JSON line each. */
export function batchesIn<Item>(file: string): Item[][] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line));
}

/** For tests: waits for what deliveries bring about. */
export function soon<T>(read: () => T) {
  return expect.poll(read, { timeout: 30_000, interval: 10 });
}
