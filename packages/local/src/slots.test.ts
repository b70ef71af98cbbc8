import { expect, it } from "vitest";
import { Slots } from "./slots.ts";

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

it("lets work begin in its order, as far as there are slots for it", async () => {
  const slots = new Slots(4);
  const { begun, work, end } = works();
  const first = slots.during(work("first"), 2);
  const second = slots.during(work("second"), 1);
  const third = slots.during(work("third"), 2);
  const small = slots.during(work("small"), 0.25);
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
  const slots = new Slots(2);
  const { begun, work, end } = works();
  await expect(slots.during(() => Promise.reject(new Error("it fails")), 2)).rejects.toThrow("it fails");
  const large = slots.during(work("large"), 16);
  const next = slots.during(work("next"), 0.25);
  await expect.poll(() => begun).toEqual(["large"]);
  end("large");
  await large;
  await expect.poll(() => begun).toEqual(["large", "next"]);
  end("next");
  await next;
});
