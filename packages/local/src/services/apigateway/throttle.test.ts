import { expect, it } from "vitest";
import { createThrottle } from "./throttle.ts";

it("lets a burst pass, then as many as the rate says, each route by itself", () => {
  let now = 0;
  const throttle = createThrottle(() => now);
  const limits = { rate: 10, burst: 3 };
  const passed = (route: string, times: number) =>
    Array.from({ length: times }, () => {
      try {
        throttle.admit(route, limits);
        return true;
      } catch (error) {
        expect(error).toMatchObject({ status: 429, message: "Too Many Requests" });
        return false;
      }
    }).filter(Boolean).length;
  expect(passed("a", 5)).toBe(3);
  expect(passed("b", 1)).toBe(1);
  now += 200;
  expect(passed("a", 5)).toBe(2);
  now += 60_000;
  expect(passed("a", 5)).toBe(3);
});
