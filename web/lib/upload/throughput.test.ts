import { expect, it } from "vitest";
import { createThroughput } from "./throughput.ts";

it("knows no rate before it has two moments", () => {
  const throughput = createThroughput();
  expect(throughput.rate()).toBe(0);
  throughput.note(0, 100);
  expect(throughput.rate()).toBe(0);
});

it("forgets what was sent before its window", () => {
  const throughput = createThroughput();
  for (let second = 0; second <= 10; second++) throughput.note(second * 1000, second * 1_000_000);
  for (let second = 11; second <= 20; second++) throughput.note(second * 1000, 10_000_000 + (second - 10) * 10_000);
  expect(throughput.rate()).toBe(10_000);
});

it("is never negative when bytes have to be sent again", () => {
  const throughput = createThroughput();
  throughput.note(0, 5_000);
  throughput.note(1000, 0);
  expect(throughput.rate()).toBe(0);
});
