import { expect, it } from "vitest";
import { doWithEach } from "./bulk.ts";

it("goes on after one that fails, and says which it was and why", async () => {
  const seen: number[] = [];
  const result = await doWithEach(
    [{ name: "a" }, { name: "b" }, { name: "c" }],
    async ({ name }) => {
      if (name === "b") throw new Error("b is busy");
    },
    ({ done }) => seen.push(done),
  );
  expect(result).toEqual({ done: 3, total: 3, failures: [{ name: "b", message: "b is busy" }] });
  expect(seen).toEqual([0, 1, 2, 3]);
});
