import { expect, it } from "vitest";
import { Pace } from "./pace.ts";

it("waits longer the more is left, a second at most", () => {
  const pace = new Pace();
  expect(pace.after({ step: "Submit", percent: 0 }, 0)).toBe(200);
  expect(pace.after({ step: "Submit", percent: 10 }, 1000)).toBe(1000);
  expect(pace.after({ step: "Submit", percent: 80 }, 8000)).toBe(250);
  expect(pace.after({ step: "Submit", percent: 99 }, 9900)).toBe(200);
});

it("asks often where nothing is known of the rest", () => {
  const pace = new Pace();
  expect(pace.after(undefined, 0)).toBe(200);
  expect(pace.after({ step: "Submit", percent: 40 }, 1000)).toBe(200);
  expect(pace.after({ step: "Submit", percent: 40 }, 2000)).toBe(200);
});

it("starts anew with each step", () => {
  const pace = new Pace();
  pace.after({ step: "Submit", percent: 0 }, 0);
  pace.after({ step: "Submit", percent: 50 }, 10_000);
  expect(pace.after({ step: "Register", percent: 0 }, 20_000)).toBe(200);
  expect(pace.after({ step: "Register", percent: 20 }, 21_000)).toBe(500);
});
