import { expect, it } from "vitest";
import { extended, NOTHING, toggled } from "./selection.ts";

const order = ["a", "b", "c", "d", "e"];

it("chooses one and gives it up", () => {
  const one = toggled(NOTHING, "b");
  expect([...one.ids]).toEqual(["b"]);
  expect([...toggled(one, "b").ids]).toEqual([]);
});

it("reaches from the last choice to the next, in either direction, and keeps what was chosen", () => {
  const down = extended(toggled(NOTHING, "b"), "d", order);
  expect([...down.ids]).toEqual(["b", "c", "d"]);
  const up = extended(toggled(down, "e"), "d", order);
  expect([...up.ids].sort()).toEqual(["b", "c", "d", "e"]);
  expect([...extended(down, "a", order).ids].sort()).toEqual(["a", "b", "c", "d"]);
});

it("chooses one alone where there is nothing to reach from", () => {
  expect([...extended(NOTHING, "c", order).ids]).toEqual(["c"]);
  expect([...extended(toggled(NOTHING, "gone"), "c", order).ids].sort()).toEqual(["c", "gone"]);
});
