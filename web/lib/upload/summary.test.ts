import { expect, it } from "vitest";
import type { UploadItem } from "./store.ts";
import { describeTransfer, summarise } from "./summary.ts";

const item = (size: number, rest: Partial<UploadItem>): UploadItem => ({
  id: "1",
  name: "a.mov",
  bytes: size,
  lastModified: 0,
  sidecars: [],
  state: "sending",
  sent: 0,
  rate: 0,
  ...rest,
});

it("adds up bytes, speed and the time that is left", () => {
  const summary = summarise([
    item(3000, { sent: 1000, rate: 500 }),
    item(1000, { sent: 1000, state: "done", rate: 900 }),
  ]);
  expect(summary).toEqual({ bytes: 4000, sent: 2000, percent: 50, rate: 500, remainingMs: 4000 });
  expect(describeTransfer(summary)).toBe("2.00 kB of 4.00 kB · 500 B/s · 4.0 s left");
});

it("does not guess a time while nothing moves", () => {
  const summary = summarise([item(1000, {})]);
  expect(summary.remainingMs).toBeUndefined();
  expect(describeTransfer(summary)).toBe("0 B of 1.00 kB");
});

it("counts an empty file as done when it is", () => {
  expect(summarise([item(0, {})]).percent).toBe(0);
  expect(summarise([item(0, { state: "done" })]).percent).toBe(100);
});
