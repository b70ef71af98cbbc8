import { expect, it } from "vitest";
import { Rest } from "./rest.ts";

it("tells how long it takes at the pace so far", () => {
  const rest = new Rest(0, 1000);
  expect(rest.after(25, 11_000)).toBe(30_000);
  expect(rest.after(50, 41_000)).toBe(40_000);
});

it("promises nothing before anything was done, nor when all is", () => {
  const rest = new Rest(0, 0);
  expect(rest.after(0, 5000)).toBeUndefined();
  expect(rest.after(100, 9000)).toBeUndefined();
});

it("does not take the first steps of a long way for the measure of all", () => {
  const rest = new Rest(10, 0);
  expect(rest.after(2, 60_000)).toBeUndefined();
  expect(rest.after(10, 60_000)).toBe(540_000);
});

it("begins anew where another way begins", () => {
  const rest = new Rest(10, 0);
  expect(rest.after(99, 99_000)).toBe(1000);
  expect(rest.after(2, 100_000)).toBeUndefined();
  expect(rest.after(10, 102_000)).toBeUndefined();
  expect(rest.after(22, 110_000)).toBe(39_000);
});
