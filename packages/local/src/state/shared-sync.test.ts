import { expect, it } from "vitest";
import { SharedSync } from "./shared-sync.ts";

/** A sync that ends when it is told to. */
function slowDisk() {
  const started: PromiseWithResolvers<void>[] = [];
  const shared = new SharedSync(() => {
    const sync = Promise.withResolvers<void>();
    started.push(sync);
    return sync.promise;
  });
  return { shared, started };
}

const isSettled = async (promise: Promise<void>) => {
  const open = Symbol();
  // Whatever follows from what was settled already has run by the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  return (await Promise.race([promise, Promise.resolve(open)])) !== open;
};

it("does not count a sync that had begun before the write", async () => {
  const { shared, started } = slowDisk();
  const first = shared.run();
  const second = shared.run();
  started[0]?.resolve();
  expect(await isSettled(first)).toBe(true);
  expect(await isSettled(second)).toBe(false);
  started[1]?.resolve();
  await second;
});

it("makes one sync for all who come during another", async () => {
  const { shared, started } = slowDisk();
  const all = [shared.run(), shared.run(), shared.run(), shared.run()];
  started[0]?.resolve();
  await all[0];
  expect(await isSettled(all[1] as Promise<void>)).toBe(false);
  started[1]?.resolve();
  await Promise.all(all);
  expect(started).toHaveLength(2);
});

it("tells everybody who waited of a failure", async () => {
  const { shared, started } = slowDisk();
  const waiting = [shared.run(), shared.run()];
  started[0]?.reject(new Error("no space"));
  for (const outcome of await Promise.allSettled(waiting)) expect(outcome).toMatchObject({ status: "rejected" });
});
