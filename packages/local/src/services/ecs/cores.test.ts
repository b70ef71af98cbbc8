import { expect, it } from "vitest";
import { Cores } from "./cores.ts";

/** Work that ends when it is told to, and tells that it has begun. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      begun.push(name);
      ends.set(name, resolve);
    });
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

it("lets work begin in its order, as far as there are cores for it", async () => {
  const cores = new Cores(4);
  const { begun, work, end } = works();
  const first = cores.take(2, work("first"));
  const second = cores.take(1, work("second"));
  const third = cores.take(2, work("third"));
  const small = cores.take(0.25, work("small"));
  await expect.poll(() => begun).toEqual(["first", "second"]);
  end("second");
  await second;
  await expect.poll(() => begun).toEqual(["first", "second", "third"]);
  end("first");
  await first;
  await expect.poll(() => begun).toEqual(["first", "second", "third", "small"]);
  end("third");
  end("small");
  await Promise.all([third, small]);
});

it("gives all of them to work that asks for more, also after some has failed", async () => {
  const cores = new Cores(2);
  const { begun, work, end } = works();
  await expect(cores.take(2, () => Promise.reject(new Error("it fails")))).rejects.toThrow("it fails");
  const large = cores.take(16, work("large"));
  const next = cores.take(0.25, work("next"));
  await expect.poll(() => begun).toEqual(["large"]);
  end("large");
  await large;
  await expect.poll(() => begun).toEqual(["large", "next"]);
  end("next");
  await next;
});
