import { expect, it } from "vitest";
import { createLanes } from "./lanes.ts";

it("runs no more tasks at a time than it has lanes, in order, also after one has failed", async () => {
  const run = createLanes(2);
  const began: number[] = [];
  let now = 0;
  let most = 0;
  const results = await Promise.allSettled(
    [0, 1, 2, 3, 4].map((number) =>
      run(async () => {
        began.push(number);
        most = Math.max(most, ++now);
        await Promise.resolve();
        now--;
        if (number === 1) throw new Error("one fails");
        return number;
      }),
    ),
  );
  expect(began).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled", "fulfilled"]);
});

it("has its lanes free again when all tasks are done", async () => {
  const run = createLanes(1);
  await run(async () => {});
  await expect(run(async () => "done")).resolves.toBe("done");
});
